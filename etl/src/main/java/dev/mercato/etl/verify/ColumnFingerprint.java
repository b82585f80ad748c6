package dev.mercato.etl.verify;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What tells whether two engines read the same from a column: how many values are not null, their
 * sum, least and greatest, and a checksum that does not depend on the order of rows. All five are
 * SQL that Spark and Hive understand alike and answer to the letter alike, on any JDK, provided
 * that both take timestamps to be in UTC.
 *
 * <p>Both engines render decimals, doubles and timestamps as text, but not in the same way. So a
 * value is brought to a text of our own before it is summed up: integers in place of decimals, and
 * for doubles the whole part and the first 106 binary places, which IEEE 754 fixes.
 *
 * @param column the column's name
 * @param value SQL: its value as a canonical text, null where the value is null
 * @param sum SQL: an exact sum, in a unit that depends on the type
 * @param least SQL: the least value as text
 * @param greatest SQL: the greatest value as text
 */
public record ColumnFingerprint(
    String column, String value, String sum, String least, String greatest) {
  private static final Pattern DECIMAL = Pattern.compile("decimal\\((\\d+), ?(\\d+)\\)");
  private static final int MOST_DIGITS = 38;
  // Beyond this a double is no BIGINT any more; every double from 2^52 on is a whole number.
  private static final String LONG_RANGE = "9.0E18";
  private static final String TWO_POW_53 = "9007199254740992";
  private static final String TWO_POW_20 = "1048576";
  private static final String SUMMABLE = "8.0E12";

  /**
   * The fingerprint of a column of that type.
   *
   * @param column its name
   * @param type as in DDL, such as {@code bigint} or {@code decimal(12,2)}
   * @throws IllegalArgumentException if values of that type have no canonical text here
   */
  public static ColumnFingerprint of(String column, String type) {
    String c = "`" + column + "`";
    String lowerCase = type.toLowerCase(Locale.ROOT);
    Matcher decimal = DECIMAL.matcher(lowerCase);
    if (decimal.matches()) {
      return decimal(
          column, c, Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2)));
    }
    return switch (lowerCase) {
      case "tinyint", "smallint", "int", "bigint" ->
          ordered(column, c, text(c), "sum(cast(" + c + " as decimal(38,0)))");
      case "string" -> ordered(column, c, c, "sum(octet_length(" + c + "))");
      case "date" -> ordered(column, c, text(c), "sum(" + days(c) + ")");
      case "timestamp" -> ordered(column, c, text(c), "sum(" + seconds(c) + ")");
      case "double" -> real(column, c);
      case "boolean" -> {
        String number = "cast(" + c + " as int)";
        yield ordered(column, number, text(number), "sum(cast(" + number + " as bigint))");
      }
      default ->
          throw new IllegalArgumentException(
              "Cannot compare column " + column + " across engines: its type is " + type);
    };
  }

  /** The five expressions, each a text or null: count, sum, least, greatest, checksum. */
  public List<String> expressions() {
    return List.of(
        text("count(`" + column + "`)"), text(sum), least, greatest, text(checksum(value)));
  }

  /** A number for all values of a text together, whatever their order; nulls do not count. */
  static String checksum(String text) {
    return "sum(crc32(cast(" + text + " as binary)))";
  }

  private static ColumnFingerprint ordered(String column, String c, String value, String sum) {
    return new ColumnFingerprint(
        column, value, sum, text("min(" + c + ")"), text("max(" + c + ")"));
  }

  /** Since 1970, rounded down; the engines' unix_timestamp round times before that differently. */
  private static String seconds(String c) {
    return "(%s * cast(86400 as bigint) + hour(%s) * 3600 + minute(%s) * 60 + second(%s))"
        .formatted(days("cast(" + c + " as date)"), c, c, c);
  }

  private static String days(String date) {
    return "cast(datediff(" + date + ", date '1970-01-01') as bigint)";
  }

  /** In units of the last digit, since the engines differ in the zeros that they print. */
  private static ColumnFingerprint decimal(String column, String c, int digits, int scale) {
    if (digits + 2 * scale + 2 > MOST_DIGITS) {
      throw new IllegalArgumentException(
          "Cannot compare column %s across engines: decimal(%d,%d) has too many digits"
              .formatted(column, digits, scale));
    }
    String power = "cast(1" + "0".repeat(scale) + " as decimal(" + (scale + 1) + ",0))";
    String units = "cast(%s * " + power + " as decimal(38,0))";
    return new ColumnFingerprint(
        column,
        text(units.formatted(c)),
        "sum(" + units.formatted(c) + ")",
        text(units.formatted("min(" + c + ")")),
        text(units.formatted("max(" + c + ")")));
  }

  /**
   * A sum of doubles depends on their order, so it is taken over whole multiples of 2^-20, of the
   * values that are not beyond all use. NaN and infinities count in the checksum only.
   */
  private static ColumnFingerprint real(String column, String c) {
    String finite = "case when abs(%s) < %s then %s end".formatted(c, LONG_RANGE, c);
    return new ColumnFingerprint(
        column,
        realText(c),
        "sum(case when abs(%s) < %s then cast(floor(%s * %s) as decimal(38,0)) end)"
            .formatted(c, SUMMABLE, c, TWO_POW_20),
        realText("min(" + finite + ")"),
        realText("max(" + finite + ")"));
  }

  /** Sign, whole part, the first 53 binary places and the next 53; or its name. */
  private static String realText(String c) {
    String whole = "floor(abs(%s))".formatted(c);
    String places = "(abs(%s) - %s) * %s".formatted(c, whole, TWO_POW_53);
    String further = "(%1$s - floor(%1$s)) * %2$s".formatted(places, TWO_POW_53);
    return ("case when abs(%s) < %s then concat(case when %s < 0 then '-' else '' end,"
            + " cast(%s as string), ':', cast(floor(%s) as string), ':', cast(floor(%s) as string))"
            + " else cast(%s as string) end")
        .formatted(c, LONG_RANGE, c, whole, places, further, c);
  }

  private static String text(String expression) {
    return "cast(" + expression + " as string)";
  }
}
