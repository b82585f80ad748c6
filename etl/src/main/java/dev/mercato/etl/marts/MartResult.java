package dev.mercato.etl.marts;

import java.time.YearMonth;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What became of one mart.
 *
 * @param rows rows written; 0 if it was up to date
 * @param causes why it was written, for a mart that is written as a whole; empty if it was not
 * @param months the months written and why, for a monthly mart
 * @param vanished months that were taken out, because nothing of them is loaded any more
 */
public record MartResult(
    String name,
    long rows,
    List<Cause> causes,
    SortedMap<YearMonth, List<Cause>> months,
    SortedSet<YearMonth> vanished) {

  public MartResult {
    causes = List.copyOf(causes);
    months = new TreeMap<>(months);
    vanished = new TreeSet<>(vanished);
  }

  /** Whether there was nothing to do. */
  public boolean upToDate() {
    return causes.isEmpty() && months.isEmpty() && vanished.isEmpty();
  }
}
