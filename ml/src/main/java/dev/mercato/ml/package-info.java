/**
 * Recommendations and churn: trained on the tables, scored against the best that anyone could
 * reach. This package holds what all others rest on, and knows none of them.
 */
package dev.mercato.ml;
