/** How good forecasts of churn are, and how good they could be. */
package dev.mercato.ml.churn.evaluate;
