/**
 * What may be known when: a cut divides the tables into a {@link dev.mercato.ml.time.History},
 * which features are made from, and an {@link dev.mercato.ml.time.Outcome}, which labels are made
 * from.
 */
package dev.mercato.ml.time;
