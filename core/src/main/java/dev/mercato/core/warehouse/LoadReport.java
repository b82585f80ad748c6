package dev.mercato.core.warehouse;

import dev.mercato.core.settings.DateRange;
import java.util.Optional;

/**
 * What a load tells about itself when it asks to be committed. What it kept is not told but
 * measured on its files.
 *
 * @param source where the rows came from, for people
 * @param dates the days that the load is all of; none for a stream, whose events come when they
 *     come
 * @param read rows read
 * @param rejected rows written to the staged load's rejects
 * @param duplicates rows left out because their key was there already
 * @param offsets the Kafka offsets read, as JSON; none for a batch
 */
public record LoadReport(
    String source,
    Optional<DateRange> dates,
    long read,
    long rejected,
    long duplicates,
    Optional<String> offsets) {

  /** The report of a batch. */
  public static LoadReport batch(String source, DateRange dates, long read, long rejected) {
    return new LoadReport(source, Optional.of(dates), read, rejected, 0, Optional.empty());
  }

  /** The report of a stream's micro-batch. */
  public static LoadReport stream(
      String source, long read, long rejected, long duplicates, String offsets) {
    return new LoadReport(
        source, Optional.empty(), read, rejected, duplicates, Optional.of(offsets));
  }
}
