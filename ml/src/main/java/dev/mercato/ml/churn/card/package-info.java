/** What forecasts of churn put on pages. */
package dev.mercato.ml.churn.card;
