/**
 * Recommendations and churn: trained on the tables, scored against the best that anyone could
 * reach.
 */
package dev.mercato.ml;
