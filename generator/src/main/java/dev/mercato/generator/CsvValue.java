package dev.mercato.generator;

import dev.mercato.core.csv.CsvField;
import dev.mercato.generator.columns.TableVector;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;

/** One value of a column as text in a line of CSV; times in UTC, nothing for null. */
final class CsvValue {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private CsvValue() {}

  static String of(TableVector column, int row) {
    return column.isNullAt(row) ? "" : CsvField.of(text(column, row));
  }

  private static String text(TableVector column, int row) {
    if (column.dataType() instanceof DecimalType decimal) {
      return BigDecimal.valueOf(column.getLong(row), decimal.scale()).toPlainString();
    }
    if (column.dataType().equals(DataTypes.TimestampType)) {
      return TIME.format(Instant.EPOCH.plus(column.getLong(row), ChronoUnit.MICROS));
    }
    if (column.dataType().equals(DataTypes.DateType)) {
      return LocalDate.ofEpochDay(column.getInt(row)).toString();
    }
    if (column.dataType().equals(DataTypes.IntegerType)) {
      return Integer.toString(column.getInt(row));
    }
    if (column.dataType().equals(DataTypes.DoubleType)) {
      return Double.toString(column.getDouble(row));
    }
    if (column.dataType().equals(DataTypes.StringType)) {
      return column.getUTF8String(row).toString();
    }
    return Long.toString(column.getLong(row));
  }
}
