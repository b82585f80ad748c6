package dev.mercato.generator.tables;

import dev.mercato.generator.columns.TableColumns;

/** The rows of a part of a table, batch by batch. Not thread-safe. */
public interface RowSource {

  /** The columns that {@link #next()} fills, all of the table's. */
  TableColumns columns();

  /**
   * Fills the columns with the next rows.
   *
   * @return how many, at most {@link TableColumns#CAPACITY}; 0 at the end
   */
  int next();
}
