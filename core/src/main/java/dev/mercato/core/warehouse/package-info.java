/**
 * The table commit protocol: how loads become visible in plain Hive tables on Parquet, all or
 * nothing, and how they are replaced, taken out, merged and recovered after a crash.
 *
 * <p>The truth of what is loaded stands in the parameters of the tables' partitions (for snapshots:
 * of the table), written by the same metastore call that makes the data visible. Directories are
 * never changed once a partition points to them: whatever changes goes to a new directory, and the
 * partition is pointed there. So a reader that has found its files keeps them until the sweep,
 * which leaves a grace period.
 */
package dev.mercato.core.warehouse;
