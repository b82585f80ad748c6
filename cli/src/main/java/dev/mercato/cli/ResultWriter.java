package dev.mercato.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mercato.core.csv.CsvField;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Writes the rows of a query, one after the other, never all of them in memory but for tables. */
final class ResultWriter {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Rows of a table whose width decides the columns' widths; the rest follows in these. */
  private static final int MEASURED_ROWS = 1_000;

  private final PrintWriter out;

  ResultWriter(PrintWriter out) {
    this.out = out;
  }

  void write(Dataset<Row> result, OutputFormat format) {
    if (result.columns().length == 0) {
      return;
    }
    Iterator<Row> rows = result.toLocalIterator();
    switch (format) {
      case TABLE -> writeTable(List.of(result.columns()), rows);
      case CSV -> writeCsv(List.of(result.columns()), rows);
      case JSON -> writeJson(List.of(result.columns()), rows);
    }
  }

  private void writeTable(List<String> columns, Iterator<Row> rows) {
    List<List<String>> measured = new ArrayList<>();
    measured.add(columns);
    while (rows.hasNext() && measured.size() <= MEASURED_ROWS) {
      measured.add(texts(rows.next(), "NULL"));
    }
    int[] widths = new int[columns.size()];
    for (List<String> row : measured) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (int r = 0; r < measured.size(); r++) {
      out.println(padded(measured.get(r), widths));
      if (r == 0) {
        List<String> rule = new ArrayList<>();
        for (int width : widths) {
          rule.add("-".repeat(width));
        }
        out.println(String.join("  ", rule));
      }
    }
    while (rows.hasNext()) {
      out.println(padded(texts(rows.next(), "NULL"), widths));
    }
  }

  private static String padded(List<String> fields, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String field = fields.get(i);
      line.append(i == 0 ? "" : "  ").append(field);
      line.append(" ".repeat(Math.max(0, widths[i] - field.length())));
    }
    return line.toString().stripTrailing();
  }

  private void writeCsv(List<String> columns, Iterator<Row> rows) {
    out.print(csvLine(columns));
    while (rows.hasNext()) {
      out.print(csvLine(texts(rows.next(), "")));
    }
  }

  private static String csvLine(List<String> fields) {
    return String.join(",", fields.stream().map(CsvField::of).toList()) + "\r\n";
  }

  private void writeJson(List<String> columns, Iterator<Row> rows) {
    while (rows.hasNext()) {
      Row row = rows.next();
      ObjectNode object = JSON.createObjectNode();
      for (int i = 0; i < columns.size(); i++) {
        object.putPOJO(columns.get(i), jsonValue(row.get(i)));
      }
      try {
        out.println(JSON.writeValueAsString(object));
      } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static Object jsonValue(Object value) {
    return value instanceof Number || value instanceof Boolean || value == null
        ? value
        : text(value);
  }

  private static List<String> texts(Row row, String absent) {
    List<String> texts = new ArrayList<>(row.length());
    for (int i = 0; i < row.length(); i++) {
      texts.add(Optional.ofNullable(row.get(i)).map(ResultWriter::text).orElse(absent));
    }
    return texts;
  }

  private static String text(Object value) {
    if (value instanceof java.sql.Timestamp time) {
      return time.toString().replaceFirst("\\.0$", "");
    }
    if (value instanceof java.math.BigDecimal number) {
      return number.toPlainString();
    }
    return value.toString();
  }
}
