package dev.mercato.core.warehouse;

import dev.mercato.core.settings.DateRange;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What a committed load read and what became of it: a row of the table {@code loads}.
 *
 * @param dates the days that the load is all of; none for a stream
 * @param kept its rows that are in the table; where loads overlap by key, {@code maintain} moves
 *     rows from here to duplicates
 * @param replaced rows of the load of the same name that this one replaced
 * @param offsets the Kafka offsets read, as JSON; none for a batch
 * @param checksum of the kept rows, in any order, see {@link RowChecksum}
 * @param committedAt when it became visible, to the microsecond
 */
public record LoadRecord(
    String loadId,
    String table,
    String source,
    Optional<DateRange> dates,
    long read,
    long kept,
    long rejected,
    long duplicates,
    long replaced,
    Optional<String> offsets,
    long checksum,
    Instant committedAt) {

  public LoadRecord {
    if (read != kept + rejected + duplicates) {
      throw new IllegalArgumentException(
          "Load %s of %s read %d rows but kept %d, rejected %d and found %d duplicates"
              .formatted(loadId, table, read, kept, rejected, duplicates));
    }
  }

  /** The first day of the load's range. */
  public Optional<LocalDate> from() {
    return dates.map(DateRange::from);
  }

  /** The last day of the load's range. */
  public Optional<LocalDate> to() {
    return dates.map(DateRange::to);
  }

  LoadRecord nowKeeping(long rows, long duplicateRows, long rowsChecksum) {
    return new LoadRecord(
        loadId,
        table,
        source,
        dates,
        read,
        rows,
        rejected,
        duplicateRows,
        replaced,
        offsets,
        rowsChecksum,
        committedAt);
  }
}
