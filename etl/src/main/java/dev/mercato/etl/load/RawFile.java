package dev.mercato.etl.load;

import java.time.YearMonth;
import java.util.Optional;

/**
 * A whole Parquet file of a raw batch.
 *
 * @param month the month whose folder it is in; none for a snapshot table's
 * @param rows as its footer has it
 */
record RawFile(String path, Optional<YearMonth> month, long rows) {}
