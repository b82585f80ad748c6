package dev.mercato.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mercato.core.MercatoException;
import dev.mercato.core.job.JobContext;
import dev.mercato.core.raw.RawManifest;
import dev.mercato.core.raw.RawTable;
import dev.mercato.core.table.Registry;
import dev.mercato.core.warehouse.RowChecksum;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestGenerateJob {

  private static final String BATCH = "2025-01-20_2025-02-10";

  private final SparkSession spark = SharedSpark.session();

  @TempDir Path home;

  @Test
  void theManifestAgreesWithTheFilesToTheChecksum() {
    RawManifest manifest = generate(home, Map.of()).manifest();

    assertThat(manifest.tables())
        .extracting(RawTable::table)
        .containsExactly("users", "products", "transactions", "clickstream");
    for (RawTable table : manifest.tables()) {
      Row read =
          raw(home, table.table())
              .agg(functions.count("*"), RowChecksum.of(Registry.table(table.table())))
              .first();
      assertThat(table.rows()).as(table.table()).isPositive().isEqualTo(read.getLong(0));
      assertThat(table.checksum()).as(table.table()).isEqualTo(read.getLong(1));
    }
  }

  @Test
  void theFilesHoldWhatTheDataSourceShows() {
    generate(home, Map.of());

    for (String table : List.of("users", "products", "transactions", "clickstream")) {
      Dataset<Row> shown = source(table, "2025-01-20", "2025-02-10");
      Dataset<Row> read = raw(home, table);
      assertThat(read.schema()).isEqualTo(shown.schema());
      assertThat(read.collectAsList()).containsExactlyInAnyOrderElementsOf(shown.collectAsList());
    }
  }

  @Test
  void eachMonthHasItsFolder() {
    generate(home, Map.of());

    Dataset<Row> clicks =
        spark.read().parquet(home.resolve("data/raw/clickstream/batch=" + BATCH).toString());
    assertThat(
            clicks
                .selectExpr("month", "date_format(occurred_at, 'yyyy-MM')")
                .distinct()
                .orderBy("month")
                .collectAsList())
        .extracting(Row::toString)
        .containsExactly("[2025-01,2025-01]", "[2025-02,2025-02]");
  }

  @Test
  void theSameShopGivesTheSameBytesInAnyZoneAndLanguage(@TempDir Path other) throws IOException {
    generate(home, Map.of());
    TimeZone zone = TimeZone.getDefault();
    Locale locale = Locale.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Chatham"));
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      generate(other, Map.of());
    } finally {
      TimeZone.setDefault(zone);
      Locale.setDefault(locale);
    }

    assertThat(digests(other)).isEqualTo(digests(home)).isNotEmpty();
  }

  @Test
  void theSameBatchAgainReplacesItself() throws IOException {
    generate(home, Map.of());
    Map<String, String> before = digests(home);

    generate(home, Map.of());

    assertThat(digests(home)).isEqualTo(before);
    assertThat(home.resolve("data/raw/_staging")).isEmptyDirectory();
  }

  @Test
  void anotherShopIsRefusedAndChangesNothing() throws IOException {
    generate(home, Map.of());
    Map<String, String> before = digests(home);

    assertThatThrownBy(() -> generate(home, Map.of("shop.seed", "7")))
        .isInstanceOf(MercatoException.class)
        .hasMessageContaining("seed 42")
        .hasMessageContaining("seed 7");
    assertThat(digests(home)).isEqualTo(before);
  }

  @Test
  void daysThatOverlapAnotherBatchAreRefused() {
    generate(home, Map.of());

    assertThatThrownBy(() -> generate(home, Map.of("generate.to", "2025-02-11")))
        .isInstanceOf(MercatoException.class)
        .hasMessageContaining("overlap")
        .hasMessageContaining(BATCH);
  }

  @Test
  void daysBeforeTheShopOpenedAreRefused() {
    assertThatThrownBy(() -> generate(home, Map.of("generate.from", "2022-12-31")))
        .isInstanceOf(MercatoException.class)
        .hasMessageContaining("2022-12-31")
        .hasMessageContaining("2023-01-01");
    assertThat(home.resolve("data/raw")).doesNotExist();
  }

  @Test
  void daysThatIdsDoNotReachAreRefused() {
    assertThatThrownBy(
            () ->
                generate(home, Map.of("generate.from", "2090-01-01", "generate.to", "2090-01-02")))
        .isInstanceOf(MercatoException.class)
        .hasMessageContaining("2090-01-02");
  }

  @Test
  void theTruthIsOfAllUsersAndTheCalibrationStandsBesideTheManifest() {
    Generated generated = generate(home, Map.of());

    Dataset<Row> truth = spark.read().parquet(home.resolve("data/truth/users").toString());
    assertThat(truth.count()).isEqualTo(generated.manifest().tables().get(0).rows());
    assertThat(
            truth
                .selectExpr(
                    "min(size(taste))",
                    "max(abs(aggregate(taste, 0D, (a, b) -> a + b) - 1)) < 1e-9")
                .first()
                .toString())
        .isEqualTo("[16,true]");
    Dataset<Row> products = spark.read().parquet(home.resolve("data/truth/products").toString());
    assertThat(products.collectAsList())
        .containsExactlyInAnyOrderElementsOf(
            source("product_truth", "2025-02-10", "2025-02-10").collectAsList());
    assertThat(truth.collectAsList())
        .containsExactlyInAnyOrderElementsOf(
            source("user_truth", "2025-02-10", "2025-02-10").collectAsList());
    assertThat(home.resolve("data/truth/priors.json")).content().contains("visitRate");
    assertThat(home.resolve("data/raw/calibration/" + BATCH + ".json"))
        .content()
        .contains("cart abandonment", "\"reached\"");
    assertThat(generated.calibration()).isNotEmpty();
  }

  @Test
  void samplesAreReadableAsCsv() {
    generate(home, Map.of());

    for (String table : List.of("users", "products", "transactions", "clickstream")) {
      Dataset<Row> simulated = source(table, "2025-01-20", "2025-02-10");
      Dataset<Row> sample =
          spark
              .read()
              .option("header", true)
              .schema(simulated.schema())
              .csv(home.resolve("data/samples/" + table + ".csv").toString());
      assertThat(sample.exceptAll(simulated).count()).as(table).isZero();
      assertThat(sample.count()).isEqualTo(Math.min(1000, simulated.count()));
    }
  }

  private Generated generate(Path where, Map<String, String> changed) {
    JobContext context = Homes.context(where, changed);
    return new GenerateJob(context).execute();
  }

  private Dataset<Row> raw(Path where, String table) {
    Dataset<Row> rows =
        spark.read().parquet(where.resolve("data/raw/" + table + "/batch=" + BATCH).toString());
    return rows.drop("month");
  }

  private Dataset<Row> source(String table, String from, String to) {
    return spark
        .read()
        .format("mercato")
        .option("table", table)
        .option("users", 400)
        .option("products", 120)
        .option("from", from)
        .option("to", to)
        .load();
  }

  /** All that a run leaves in the raw zone and the truth, by name. */
  private static Map<String, String> digests(Path where) throws IOException {
    Map<String, String> digests = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(where.resolve("data"))) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        digests.put(where.relativize(path).toString(), digest(path));
      }
    }
    return digests;
  }

  private static String digest(Path path) throws IOException {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(path));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
