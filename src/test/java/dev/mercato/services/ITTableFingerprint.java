package dev.mercato.services;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mercato.etl.verify.TableFingerprint;
import java.sql.SQLException;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Equal rows have equal fingerprints in both engines; unequal rows do not. */
@OnHiveCluster
class ITTableFingerprint {
  /** Each column's oddest values, one a row. */
  private static final String ODD =
      """
      select * from values
        (-9223372036854775808, double('NaN'), '', date '0001-01-01',
          timestamp '1969-12-31 23:59:59.999999', -99999999.99bd, 0.000001bd),
        (9223372036854775807, double('Infinity'), ' ', date '9999-12-31',
          timestamp '9999-12-31 23:59:59.999999', 99999999.99bd, -12345678901234.567890bd),
        (0, double('-Infinity'), '\\uD83D\\uDED2 Zoë ß', date '1900-03-01',
          timestamp '1900-01-01 00:00:00.000001', 0.00bd, 12345678901234.000000bd),
        (-1, -0.0d, 'a|b', date '1970-01-01',
          timestamp '1970-01-01 00:00:00', -0.01bd, 0.100000bd),
        (1, 4.9e-324d, '~', date '1969-12-31',
          timestamp '2025-03-30 02:30:00.1', 0.10bd, null),
        (2, 1.7976931348623157e308d, 'NULL', date '2024-02-29',
          timestamp '2025-10-26 02:30:00.123456', null, 1.000000bd),
        (3, 9007199254740993.0d, '0', null, timestamp '2000-02-29 12:00:00', 1.00bd, 2.500000bd),
        (4, 0.1d, null, date '2025-01-01', null, 10.00bd, 3.333333bd),
        (5, null, '1e3', date '2025-01-02', timestamp '2025-01-01 00:00:00.000100', 2.50bd, 0bd),
        (null, -1234567.891d, 'x', date '2025-01-03', timestamp '2025-01-01 00:00:01', 3.00bd, 7bd)
        as odd(id, ratio, name, day, moment, price, fine)
      """;

  private static SparkSession spark;
  private static HiveQueries hive;

  @BeforeAll
  static void openBothEngines(HiveCluster cluster) throws SQLException {
    hive = HiveQueries.connect(cluster);
    spark = cluster.spark();
    spark.sql("create database fingerprints");
    spark.sql(
        """
        create external table fingerprints.odd (
          id bigint, ratio double, name string, day date, moment timestamp, price decimal(10,2),
          fine decimal(20,6))
        stored as parquet
        location '/warehouse/fingerprints/odd'
        """);
    spark.sql("insert into fingerprints.odd " + ODD);
    spark.table("fingerprints.odd").createOrReplaceTempView("original");
  }

  @AfterAll
  static void closeTheConnection() throws SQLException {
    hive.close();
  }

  @Test
  void theOddestValuesHaveTheSameFingerprintInBothEngines() throws SQLException {
    TableFingerprint fingerprint = Answers.fingerprint(spark, "fingerprints.odd");
    List<String> bySpark = Answers.bySpark(spark.sql(fingerprint.sql())).get(0);
    List<String> byHive = hive.rows(fingerprint.sql()).get(0);

    assertThat(fingerprint.differences("Spark", bySpark, "HiveServer2", byHive)).isEmpty();
    assertThat(bySpark.get(0)).isEqualTo("10");
  }

  @Test
  void anEmptyTableHasTheSameFingerprintInBothEngines() throws SQLException {
    spark.sql(
        "create external table fingerprints.empty stored as parquet"
            + " location '/warehouse/fingerprints/empty'"
            + " as select * from original where false");
    TableFingerprint fingerprint = Answers.fingerprint(spark, "fingerprints.empty");

    assertThat(hive.rows(fingerprint.sql()))
        .isEqualTo(Answers.bySpark(spark.sql(fingerprint.sql())));
  }

  @Test
  void aMicrosecondShows() {
    assertThat(differencesAfter("moment", "moment + interval 1 microsecond", "id = 3"))
        .containsExactly("rows: checksum", "moment: checksum");
  }

  @Test
  void aCentShows() {
    assertThat(differencesAfter("price", "price + 0.01", "id = 3"))
        .containsExactly("rows: checksum", "price: sum", "price: checksum");
  }

  @Test
  void theLastBitOfADoubleShows() {
    assertThat(differencesAfter("ratio", "0.10000000000000002d", "id = 4"))
        .containsExactly("rows: checksum", "ratio: checksum");
  }

  @Test
  void anEmptyTextInPlaceOfNullShows() {
    assertThat(differencesAfter("name", "''", "name is null"))
        .containsExactly("rows: checksum", "name: count");
  }

  @Test
  void twoValuesThatChangedPlacesShowInTheRowsAlone() {
    String swap = "case id when 3 then date '2025-01-01' else null end";
    assertThat(differencesAfter("day", swap, "id in (3, 4)")).containsExactly("rows: checksum");
  }

  /** What differs once a column has got another value in some rows. */
  private static List<String> differencesAfter(String column, String value, String where) {
    TableFingerprint fingerprint = Answers.fingerprint(spark, "original");
    String type = spark.table("original").schema().apply(column).dataType().sql();
    String changed =
        fingerprint
            .sql()
            .replace(
                " from original",
                (" from (select * except (%1$s),"
                        + " cast(case when %2$s then %3$s else %1$s end as %4$s) as %1$s"
                        + " from original)")
                    .formatted(column, where, value, type));
    return fingerprint.differences("a", answer(fingerprint.sql()), "b", answer(changed)).stream()
        .map(line -> line.substring("original, ".length(), line.indexOf(": a reads")))
        .toList();
  }

  private static List<String> answer(String sql) {
    return Answers.bySpark(spark.sql(sql)).get(0);
  }
}
