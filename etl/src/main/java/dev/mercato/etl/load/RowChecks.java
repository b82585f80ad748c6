package dev.mercato.etl.load;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.mercato.core.settings.DateRange;
import dev.mercato.core.table.Table;
import dev.mercato.core.table.TableKind;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * All checks of one load of one table: the registry's contract, the keys of other tables, the days,
 * and that no key comes twice.
 *
 * @param days the days of the load
 * @param later rows that repeat a key, by {@code __later_source} and {@code __later_place}; nothing
 *     where no key repeats
 */
record RowChecks(
    SparkSession spark,
    Table table,
    DateRange days,
    List<References> references,
    Optional<Dataset<Row>> later) {
  static final String LATER_SOURCE = "__later_source";
  static final String LATER_PLACE = "__later_place";

  RowChecks {
    references = List.copyOf(references);
  }

  RowChecks leavingOut(Dataset<Row> laterRows) {
    return new RowChecks(spark, table, days, references, Optional.of(laterRows));
  }

  /** The rows of files of one month's folder, or of a snapshot table, with what judges them. */
  CheckedRows check(List<RawFile> files, Optional<YearMonth> month) {
    Dataset<Row> rows = read(files);
    for (References reference : references) {
      rows = reference.beside(rows);
    }
    Contract contract = contract(month);
    if (later.isPresent()) {
      Dataset<Row> repeats = later.get();
      rows =
          rows.join(
              repeats,
              rows.col(CheckedRows.SOURCE)
                  .equalTo(repeats.col(LATER_SOURCE))
                  .and(rows.col(CheckedRows.PLACE).equalTo(repeats.col(LATER_PLACE))),
              "left_outer");
      contract = contract.and(firstOfItsKey());
    }
    return new CheckedRows(table, rows, contract);
  }

  private Contract contract(Optional<YearMonth> month) {
    Contract contract = Contract.of(table);
    for (References reference : references) {
      contract = contract.and(reference.check());
    }
    return table.kind() == TableKind.FACT ? contract.within(within(month)) : contract;
  }

  /** The days of the load that are in the month; a folder of no such month is refused before. */
  private DateRange within(Optional<YearMonth> month) {
    LocalDate from =
        Stream.concat(Stream.of(days.from()), month.map(m -> m.atDay(1)).stream())
            .max(LocalDate::compareTo)
            .orElseThrow();
    LocalDate to =
        Stream.concat(Stream.of(days.to()), month.map(YearMonth::atEndOfMonth).stream())
            .min(LocalDate::compareTo)
            .orElseThrow();
    return new DateRange(from, to);
  }

  private Check firstOfItsKey() {
    String keys = String.join(", ", table.key());
    return new Check(
        keys + " unique",
        "`%s` IS NULL".formatted(LATER_PLACE),
        "concat_ws(', ', %s)"
            .formatted(String.join(", ", table.key().stream().map(Contract::text).toList())));
  }

  /** The rows of files as they are. */
  Dataset<Row> read(List<RawFile> files) {
    if (files.isEmpty()) {
      return spark
          .createDataFrame(List.of(), table.fileSchema())
          .withColumn(CheckedRows.SOURCE, lit(""))
          .withColumn(CheckedRows.PLACE, lit(0L));
    }
    return spark
        .read()
        .schema(table.fileSchema())
        .parquet(files.stream().map(RawFile::path).toArray(String[]::new))
        .select(
            col("*"),
            col("_metadata.file_path").as(CheckedRows.SOURCE),
            col("_metadata.row_index").as(CheckedRows.PLACE));
  }
}
