package dev.mercato.etl.load;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;

import dev.mercato.core.contract.Contract;
import dev.mercato.core.table.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Rows as read, with what their checks look at beside them, and the contract that judges them.
 *
 * @param rows the table's columns, {@link #SOURCE}, and what the contract's checks name
 */
record CheckedRows(Table table, Dataset<Row> rows, Contract contract) {
  /** The file that a row came from. */
  static final String SOURCE = "__source";

  /** The row's place in its file, from 0. */
  static final String PLACE = "__place";

  /** The rows that pass every check: the table's columns, and others that are asked for. */
  Dataset<Row> kept(Column... others) {
    return rows.filter(contract.kept())
        .select(
            Stream.concat(Arrays.stream(columns()), Arrays.stream(others)).toArray(Column[]::new));
  }

  /** The rows that fail one, as the table of rejects has them: reason, record, source. */
  Dataset<Row> rejected() {
    return rows.filter(org.apache.spark.sql.functions.not(contract.kept()))
        .select(
            contract.reason().as("reason"),
            org.apache
                .spark
                .sql
                .functions
                .to_json(struct(columns()), Map.of("ignoreNullFields", "false"))
                .as("record"),
            col(SOURCE).as("source"));
  }

  private Column[] columns() {
    List<String> names = table.columnNames();
    return names.stream().map(name -> col(name)).toArray(Column[]::new);
  }
}
