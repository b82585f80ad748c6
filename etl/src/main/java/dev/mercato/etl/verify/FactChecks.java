package dev.mercato.etl.verify;

import dev.mercato.core.table.Table;
import dev.mercato.core.warehouse.Contribution;
import dev.mercato.core.warehouse.FactPartition;
import dev.mercato.core.warehouse.MonthStats;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Compares a fact table's files and rows with what its partitions' parameters say. */
final class FactChecks {
  private final Table table;
  private final CheckLog log;

  FactChecks(Table table, CheckLog log) {
    this.table = table;
    this.log = log;
  }

  /**
   * Makes the checks, with one scan of the rows unless a file cannot be read.
   *
   * @param rows the table as readers see it
   * @return the rows that each load has in the table, counted where a partition is of one load
   */
  Map<String, Long> check(List<FactPartition> partitions, Dataset<Row> rows, Configuration hadoop) {
    FileRows files = FileRows.in(partitions.stream().map(FactPartition::location).toList(), hadoop);
    partitions.forEach(
        partition ->
            files.check(log, subject(partition), partition.location(), partition.stats().rows()));
    if (!files.faults().isEmpty()) {
      return Map.of();
    }
    Map<PartitionScan.Key, PartitionScan> scans = PartitionScan.of(table, rows);
    Map<String, Long> counted = new HashMap<>();
    for (FactPartition partition : partitions) {
      PartitionScan scan = scans.remove(key(partition));
      check(partition, scan == null ? PartitionScan.NOTHING : scan);
      count(partition, scan == null ? 0 : scan.rows(), counted);
    }
    checkStrays(scans);
    return counted;
  }

  private void check(FactPartition partition, PartitionScan scan) {
    String subject = subject(partition);
    MonthStats said = partition.stats();
    log.equal(
        CheckName.ROWS,
        subject,
        "readers see %,d rows",
        scan.rows(),
        "the loads kept %,d",
        said.rows());
    log.equal(
        CheckName.CHECKSUMS,
        subject,
        "the rows have the checksum %d",
        scan.checksum(),
        "were written with %d",
        said.checksum());
    log.equal(
        CheckName.TIMES,
        subject,
        "the events are of %s",
        scan.times(),
        "were written as of %s",
        PartitionScan.times(said));
    if (scan.isOf(partition.month())) {
      log.passed(CheckName.MONTHS, subject, "all events are of " + partition.month());
    } else {
      log.failed(
          CheckName.MONTHS,
          subject,
          "there are events of other months: %s".formatted(scan.times()));
    }
  }

  /** Rows of a merged partition cannot be told apart by load; there the parameters speak. */
  private static void count(FactPartition partition, long found, Map<String, Long> counted) {
    List<Contribution> parts = partition.contributions();
    for (Contribution part : parts) {
      counted.merge(part.loadId(), parts.size() == 1 ? found : part.stats().rows(), Long::sum);
    }
  }

  private void checkStrays(Map<PartitionScan.Key, PartitionScan> strays) {
    strays.forEach(
        (key, scan) ->
            log.failed(
                CheckName.PARTITIONS,
                "%s, %s of '%s'".formatted(table.name(), key.month(), key.loadId()),
                "readers see %d rows in a partition that no load made".formatted(scan.rows())));
    if (strays.isEmpty()) {
      log.passed(CheckName.PARTITIONS, table.name(), "every partition is of a load");
    }
  }

  private static PartitionScan.Key key(FactPartition partition) {
    return new PartitionScan.Key(partition.month().toString(), partition.name());
  }

  private String subject(FactPartition partition) {
    return "%s, %s of '%s'".formatted(table.name(), partition.month(), partition.name());
  }
}
