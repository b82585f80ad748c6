package dev.mercato.etl.marts;

import dev.mercato.core.warehouse.Contribution;
import dev.mercato.core.warehouse.FactPartition;
import dev.mercato.core.warehouse.MonthStats;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The partitions of a fact table at one moment. What the marts compute and what they write down as
 * seen both come from here, whatever is loaded meanwhile.
 */
record Facts(List<FactPartition> partitions) {

  Facts {
    partitions = List.copyOf(partitions);
  }

  /** The months with rows. */
  SortedSet<YearMonth> months() {
    return withRows().map(FactPartition::month).collect(Collectors.toCollection(TreeSet::new));
  }

  /** The last day that a load brought, with or without a row. */
  Optional<LocalDate> lastDay() {
    return partitions.stream()
        .flatMap(partition -> partition.contributions().stream())
        .flatMap(part -> lastDay(part).stream())
        .max(Comparator.naturalOrder());
  }

  private static Optional<LocalDate> lastDay(Contribution part) {
    return part.loaded()
        .to()
        .or(() -> part.stats().lastAt().map(at -> LocalDate.ofInstant(at, ZoneOffset.UTC)));
  }

  /** Where the rows of these months stand. */
  List<String> locations(Collection<YearMonth> months) {
    return withRows()
        .filter(partition -> months.contains(partition.month()))
        .map(FactPartition::location)
        .toList();
  }

  /** Where the rows of these months stand, and those that may have a status_at in one of them. */
  List<String> reaching(Collection<YearMonth> months) {
    return withRows()
        .filter(
            partition ->
                months.contains(partition.month())
                    || months.stream().anyMatch(month -> reaches(partition, month)))
        .map(FactPartition::location)
        .toList();
  }

  private static boolean reaches(FactPartition partition, YearMonth month) {
    Instant start = month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    return !partition.month().isAfter(month)
        && partition.stats().lastStatusAt().filter(last -> !last.isBefore(start)).isPresent();
  }

  /** Whether orders of earlier months may be reversed in the month. */
  boolean hasEarlier(YearMonth month) {
    return earlier(month).findAny().isPresent();
  }

  /** What the month's rows are, whatever files they stand in; merging loads does not change it. */
  String contents(YearMonth month) {
    return contents(month, withRows().filter(partition -> partition.month().equals(month)));
  }

  /** The same of all earlier rows that may have a status_at in the month. */
  String earlierContents(YearMonth month) {
    String text =
        earlier(month).collect(Collectors.groupingBy(FactPartition::month)).entrySet().stream()
            .map(entry -> contents(entry.getKey(), entry.getValue().stream()))
            .sorted()
            .collect(Collectors.joining(";"));
    return text.isEmpty() ? "none" : digest(text);
  }

  private Stream<FactPartition> earlier(YearMonth month) {
    return withRows()
        .filter(partition -> partition.month().isBefore(month) && reaches(partition, month));
  }

  private Stream<FactPartition> withRows() {
    return partitions.stream().filter(partition -> partition.stats().rows() > 0);
  }

  private static String contents(YearMonth month, Stream<FactPartition> partitions) {
    MonthStats stats =
        partitions.map(FactPartition::stats).reduce(MonthStats.empty(month), MonthStats::plus);
    return "%s %d rows %x".formatted(month, stats.rows(), stats.checksum());
  }

  /** A short text that differs where the text differs. */
  static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
