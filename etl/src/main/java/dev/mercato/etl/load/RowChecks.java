package dev.mercato.etl.load;

import static org.apache.spark.sql.functions.col;

import dev.mercato.core.contract.Check;
import dev.mercato.core.contract.Contract;
import dev.mercato.core.contract.References;
import dev.mercato.core.settings.DateRange;
import dev.mercato.core.table.Table;
import dev.mercato.core.table.TableKind;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * All checks of one load of one table: the registry's contract, the keys of other tables, the days,
 * and that no key comes twice.
 *
 * @param directory the raw batch's directory of the table
 * @param days the days of the load
 * @param later rows that repeat a key, by {@code __later_source} and {@code __later_place}; nothing
 *     where no key repeats
 */
record RowChecks(
    SparkSession spark,
    Table table,
    Path directory,
    DateRange days,
    List<References> references,
    Optional<Dataset<Row>> later) {
  static final String LATER_SOURCE = "__later_source";
  static final String LATER_PLACE = "__later_place";

  RowChecks {
    references = List.copyOf(references);
  }

  RowChecks leavingOut(Dataset<Row> laterRows) {
    return new RowChecks(spark, table, directory, days, references, Optional.of(laterRows));
  }

  /** The rows of files with what judges them. */
  CheckedRows check(List<RawFile> files) {
    Dataset<Row> rows = read(files);
    for (References reference : references) {
      rows = reference.beside(rows);
    }
    Contract contract = contract();
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

  private Contract contract() {
    Contract contract = Contract.of(table);
    for (References reference : references) {
      contract = contract.and(reference.check());
    }
    return isOfMonths() ? contract.within(days).and(inItsMonth()) : contract;
  }

  private boolean isOfMonths() {
    return table.kind() == TableKind.FACT;
  }

  /** The folder's month is a column, not a literal, so that all months run the same code. */
  private static Check inItsMonth() {
    return new Check(
        "%s in the month of its folder".formatted(Table.EVENT_TIME),
        "trunc(CAST(`%s` AS DATE), 'MM') = CAST(concat(`%s`, '-01') AS DATE)"
            .formatted(Table.EVENT_TIME, RawFiles.MONTH),
        Contract.text(Table.EVENT_TIME));
  }

  private Check firstOfItsKey() {
    String keys = String.join(", ", table.key());
    return new Check(
        keys + " unique",
        "`%s` IS NULL".formatted(LATER_PLACE),
        "concat_ws(', ', %s)"
            .formatted(String.join(", ", table.key().stream().map(Contract::text).toList())));
  }

  /** The rows of files as they are, those of a fact table with the month of their folder. */
  Dataset<Row> read(List<RawFile> files) {
    StructType schema =
        isOfMonths()
            ? table.fileSchema().add(RawFiles.MONTH, DataTypes.StringType, false)
            : table.fileSchema();
    return spark
        .read()
        .schema(schema)
        .option("basePath", directory.toString())
        .parquet(files.stream().map(RawFile::path).toArray(String[]::new))
        .select(
            col("*"),
            col("_metadata.file_path").as(CheckedRows.SOURCE),
            col("_metadata.row_index").as(CheckedRows.PLACE));
  }
}
