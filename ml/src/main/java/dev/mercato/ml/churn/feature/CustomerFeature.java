package dev.mercato.ml.churn.feature;

import org.apache.spark.sql.Column;

/**
 * One number known of a customer at a cut.
 *
 * @param name its column
 * @param formula how it is made, for the documentation
 * @param words what it says in a reason: a format with one place for the value
 * @param column how it is computed from {@link CustomerFacts}
 */
public record CustomerFeature(String name, String formula, String words, Column column) {}
