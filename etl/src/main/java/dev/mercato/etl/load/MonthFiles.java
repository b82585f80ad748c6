package dev.mercato.etl.load;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The raw files of one month; of a snapshot table, which has no months, all files.
 *
 * <p>A share becomes one file of the table: as many raw files as together have so many rows that
 * the result is of a sensible size. Every result is sorted by time on its own, so that filters on
 * the time skip most of it, and nothing need be shuffled.
 */
record MonthFiles(Optional<YearMonth> month, List<RawFile> files) {
  private static final long ROWS_PER_SHARE = 4_000_000;

  MonthFiles {
    files = List.copyOf(files);
  }

  static List<MonthFiles> of(RawFiles files) {
    Map<Optional<YearMonth>, List<RawFile>> months =
        new TreeMap<>(Comparator.comparing(month -> month.map(YearMonth::toString).orElse("")));
    files
        .all()
        .forEach(
            file -> months.computeIfAbsent(file.month(), month -> new ArrayList<>()).add(file));
    return months.entrySet().stream()
        .map(entry -> new MonthFiles(entry.getKey(), entry.getValue()))
        .toList();
  }

  long rows() {
    return files.stream().mapToLong(RawFile::rows).sum();
  }

  List<List<RawFile>> shares() {
    List<List<RawFile>> shares = new ArrayList<>();
    long rows = ROWS_PER_SHARE;
    for (RawFile file : files) {
      if (rows + file.rows() > ROWS_PER_SHARE) {
        shares.add(new ArrayList<>());
        rows = 0;
      }
      shares.get(shares.size() - 1).add(file);
      rows += file.rows();
    }
    return shares;
  }
}
