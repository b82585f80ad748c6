package dev.mercato.core.table;

/** How a table is stored and written. */
public enum TableKind {
  /** Grows by loads; partitioned by (event_month, load_id). */
  FACT,
  /** One row a key, the latest known; not partitioned, replaced as a whole. */
  SNAPSHOT,
  /** Derived from facts month by month; partitioned by (event_month). */
  MONTHLY_MART,
  /** Derived as a whole; not partitioned, replaced as a whole. */
  MART,
  /** The rejected rows, by (table_name, load_id). */
  REJECTS
}
