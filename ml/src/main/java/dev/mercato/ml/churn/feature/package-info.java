/** What is known of a customer at a cut, as numbers. */
package dev.mercato.ml.churn.feature;
