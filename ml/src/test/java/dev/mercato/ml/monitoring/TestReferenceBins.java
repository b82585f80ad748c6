package dev.mercato.ml.monitoring;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mercato.core.settings.MonitorSettings;
import dev.mercato.ml.Platform;
import dev.mercato.ml.TooLittleDataException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TestReferenceBins {
  private static final MonitorSettings SETTINGS = new MonitorSettings(0.1, 0.25);
  private static final int BINS = 10;
  private static final int SEEDS = 50;
  private static final List<String> COLUMNS =
      List.of("normal", "skewed", "orders", "rare", "frequent", "gap", "constant", "category");
  private static final List<String> CATEGORIES = List.of("books", "toys", "garden", "music");

  private static Dataset<Row> trained;
  private static ReferenceBins reference;

  @BeforeAll
  static void rememberWhatWasTrainedOn() {
    trained = sample(1_000, 2_000);
    reference = ReferenceBins.of(trained, COLUMNS, BINS);
  }

  @Test
  void whatDoesNotDriftIsQuietOverManySeeds() {
    for (int seed = 0; seed < SEEDS; seed++) {
      DriftReport report = DriftReport.of("", reference.drift(sample(seed, 1_000)), SETTINGS);
      assertThat(report.level()).as("seed %d:%n%s", seed, report.toText()).isEqualTo(DriftLevel.OK);
      assertThat(report.rows())
          .as("seed %d", seed)
          .hasSize(COLUMNS.size())
          .allMatch(row -> row.index() < SETTINGS.warnIndex());
    }
  }

  @Test
  void fewRowsAreQuietToo() {
    for (int seed = 0; seed < SEEDS; seed++) {
      DriftReport report = DriftReport.of("", reference.drift(sample(seed, 150)), SETTINGS);
      assertThat(report.level())
          .as("seed %d:%n%s", seed, report.toText())
          .isNotEqualTo(DriftLevel.CRITICAL);
    }
  }

  @Test
  void aShiftOfOneStandardDeviationIsCritical() {
    assertOnlyCritical("normal", sample(1, 1_000).withColumn("normal", col("normal").plus(1)));
  }

  @Test
  void anotherMixOfCategoriesIsCritical() {
    assertOnlyCritical(
        "category",
        sample(1, 1_000)
            .withColumn(
                "category",
                when(col("category").equalTo("books"), lit("music")).otherwise(col("category"))));
  }

  @Test
  void aCategoryThatNobodyKnewIsCritical() {
    assertOnlyCritical(
        "category",
        sample(1, 1_000)
            .withColumn(
                "category",
                when(col("category").equalTo("books"), lit("cars")).otherwise(col("category"))));
  }

  @Test
  void valuesThatAreGoneAreCritical() {
    for (String column : COLUMNS) {
      assertOnlyCritical(
          column,
          sample(1, 1_000)
              .withColumn(column, lit(null).cast(trained.schema().apply(column).dataType())));
    }
  }

  @Test
  void aFlagThatTurnsAroundIsCritical() {
    for (String flag : List.of("rare", "frequent")) {
      assertOnlyCritical(flag, sample(1, 1_000).withColumn(flag, lit(1.0).minus(col(flag))));
    }
  }

  @Test
  void aConstantThatChangesIsCriticalToWhicheverSide() {
    assertOnlyCritical("constant", sample(1, 1_000).withColumn("constant", lit(8.0)));
    assertOnlyCritical("constant", sample(1, 1_000).withColumn("constant", lit(6.0)));
  }

  @Test
  void notANumberCountsAsNoValue() {
    assertOnlyCritical("normal", sample(1, 1_000).withColumn("normal", lit(Double.NaN)));
  }

  @Test
  void sharesAreOfAllRowsAndAddUp() {
    reference
        .columns()
        .forEach(
            (name, column) -> {
              double values = column.shares().stream().mapToDouble(Double::doubleValue).sum();
              assertThat(values + column.nulls()).as(name).isCloseTo(1, within(1e-9));
              assertThat(column.shares()).as(name).hasSize(column.bins().count());
            });
    assertThat(reference.rows()).isEqualTo(2_000);
    assertThat(reference.columns().get("gap").nulls()).isCloseTo(0.3, within(0.05));
    assertThat(reference.columns().get("normal").shares())
        .hasSize(BINS)
        .allMatch(share -> Math.abs(share - 0.1) < 0.01);
  }

  @Test
  void whatIsStoredComparesAsBefore() throws Exception {
    ObjectMapper json = new ObjectMapper();
    ReferenceBins read = json.readValue(json.writeValueAsBytes(reference), ReferenceBins.class);
    assertThat(read).isEqualTo(reference);
    assertThat(read.drift(sample(1, 500))).isEqualTo(reference.drift(sample(1, 500)));
  }

  @Test
  void noRowsAreTooLittle() {
    assertThatThrownBy(() -> reference.drift(trained.limit(0)))
        .isInstanceOf(TooLittleDataException.class)
        .hasMessageContaining("no rows");
    assertThatThrownBy(() -> ReferenceBins.of(trained.limit(0), COLUMNS, BINS))
        .isInstanceOf(TooLittleDataException.class)
        .hasMessageContaining("no rows");
  }

  private static void assertOnlyCritical(String column, Dataset<Row> now) {
    Map<String, PopulationStability> drift = reference.drift(now);
    DriftReport report = DriftReport.of("", drift, SETTINGS);
    assertThat(report.rows().stream().filter(row -> row.level() != DriftLevel.OK))
        .as(report.toText())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.subject()).isEqualTo(column);
              assertThat(row.level()).isEqualTo(DriftLevel.CRITICAL);
            });
  }

  /** Columns as features have them: continuous, counts, flags, gaps and words. */
  private static Dataset<Row> sample(long seed, int size) {
    Random random = new Random(31 * seed + size);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      rows.add(
          RowFactory.create(
              random.nextGaussian(),
              Math.exp(2 * random.nextGaussian()),
              (double) (int) (-3 * Math.log(random.nextDouble())),
              random.nextDouble() < 0.03 ? 1.0 : 0.0,
              random.nextDouble() < 0.03 ? 0.0 : 1.0,
              random.nextDouble() < 0.3 ? null : random.nextGaussian(),
              7.0,
              CATEGORIES.get((int) (4 * random.nextDouble() * random.nextDouble()))));
    }
    StructType schema = new StructType();
    for (String column : COLUMNS) {
      schema =
          schema.add(
              column, column.equals("category") ? DataTypes.StringType : DataTypes.DoubleType);
    }
    return Platform.spark().createDataFrame(rows, schema);
  }
}
