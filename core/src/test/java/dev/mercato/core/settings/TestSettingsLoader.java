package dev.mercato.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mercato.core.ExitStatus;
import dev.mercato.core.MercatoException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TestSettingsLoader {
  @TempDir Path directory;

  @Test
  void theBuiltInSettingsAreWhatTheDocumentationSays() {
    Settings settings = load(Map.of(), Map.of());

    assertThat(settings.shop())
        .isEqualTo(
            new ShopSettings(
                42, 100_000, 10_000, LocalDate.parse("2023-01-01"), LocalDate.parse("2025-12-31")));
    assertThat(settings.generate())
        .isEqualTo(new DateRange(LocalDate.parse("2025-01-01"), LocalDate.parse("2025-12-31")));
    assertThat(settings.maintain().gracePeriod()).isEqualTo(Duration.ofHours(24));
    assertThat(settings.spark()).containsEntry("spark.sql.session.timeZone", "UTC");
    assertThat(settings.hiveServer()).isEmpty();
  }

  @Test
  void pathsStartAtTheHomeUnlessTheyAreUris() {
    Settings settings = load(Map.of(), Map.of("paths.truth", "hdfs://name/truth/"));

    assertThat(settings.locations().raw()).isEqualTo(directory.resolve("data/raw").toString());
    assertThat(settings.locations().truth()).isEqualTo("hdfs://name/truth");
  }

  @Test
  void anOptionGoesBeforeAVariableWhichGoesBeforeTheOverlayWhichGoesBeforeTheFile()
      throws IOException {
    Path config = Files.createDirectory(directory.resolve("config"));
    Files.copy(Path.of("../config/mercato.yaml"), config.resolve("mercato.yaml"));
    Files.writeString(config.resolve("local.yaml"), "shop: {seed: 2, users: 2, products: 102}\n");
    Settings settings =
        SettingsLoader.load(
            new SettingsSource(
                directory,
                Environment.LOCAL,
                Optional.of(config),
                Map.of("MERCATO_SHOP_USERS", "3", "MERCATO_SHOP_PRODUCTS", "103"),
                Map.of("shop.products", "104")));

    assertThat(settings.shop().opened()).isEqualTo("2023-01-01");
    assertThat(settings.shop().seed()).isEqualTo(2);
    assertThat(settings.shop().users()).isEqualTo(3);
    assertThat(settings.shop().products()).isEqualTo(104);
  }

  @Test
  void allFaultsAreReportedTogetherEachWithKeyValueAndOrigin() {
    assertThatThrownBy(
            () ->
                load(
                    Map.of("MERCATO_LOAD_MAX_REJECT_SHARE", "2", "MERCATO_NO_SUCH", "x"),
                    Map.of(
                        "shop.users", "0",
                        "shop.opened", "someday",
                        "maintain.grace-period", "soon",
                        "shop.user", "1")))
        .asInstanceOf(InstanceOfAssertFactories.type(MercatoException.class))
        .satisfies(error -> assertThat(error.status()).isEqualTo(ExitStatus.USAGE))
        .extracting(Throwable::getMessage, InstanceOfAssertFactories.STRING)
        .contains("shop.users must be a whole number from 1 to 1000000000, not '0' (option)")
        .contains("shop.opened must be a date such as 2025-01-31, not 'someday' (option)")
        .contains("maintain.grace-period must be a time")
        .contains(
            "load.max-reject-share must be a share from 0 to 1, not '2' (MERCATO_LOAD_MAX_REJECT_SHARE)")
        .contains("the environment variable MERCATO_NO_SUCH names no setting")
        .contains("shop.user is no setting (option); did you mean shop.users?");
  }

  @Test
  void aDateThatIsNoneIsComparedWithNoOther() {
    assertThatThrownBy(
            () ->
                load(Map.of(), Map.of("shop.horizon", "never", "generate.to", "", "database", "")))
        .hasMessage(
            "The settings cannot be used: shop.horizon must be a date such as 2025-01-31, not"
                + " 'never' (option); generate.to has no value; database has no value.");
  }

  @Test
  void datesInTheWrongOrderAreAFault() {
    assertThatThrownBy(
            () -> load(Map.of(), Map.of("shop.horizon", "2023-01-01", "generate.to", "2024-12-31")))
        .hasMessage(
            "The settings cannot be used: shop.horizon must be later than shop.opened, not"
                + " '2023-01-01' (option); generate.to must not be before generate.from"
                + " (2025-01-01), not '2024-12-31' (option).");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "99999999999999999999d",
        "300000000000000d",
        "1000000000000d",
        "3651d",
        "87601h",
        "315360000001ms"
      })
  void aTimeLongerThanTenYearsIsAFault(String time) {
    assertThatThrownBy(() -> load(Map.of(), Map.of("maintain.grace-period", time)))
        .hasMessage(
            "The settings cannot be used: maintain.grace-period must be a time such as 30s, 15m,"
                + " 24h or 7d, of at most 3650d, not '%s' (option).",
            time);
  }

  @ParameterizedTest
  @CsvSource({"3650d, PT87600H", "90s, PT1M30S", "15 m, PT15M", "1500ms, PT1.5S", "0s, PT0S"})
  void aTimeIsANumberAndAUnit(String time, Duration expected) {
    Settings settings = load(Map.of(), Map.of("maintain.grace-period", time));

    assertThat(settings.maintain().gracePeriod()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "}", "[", "]", "*", "?", "\\"})
  void aPathThatSparkWouldTakeForAPatternIsAFault(String character) {
    String path = "hdfs://name/shop" + character;

    assertThatThrownBy(() -> load(Map.of(), Map.of("paths.raw", path)))
        .hasMessage(
            "The settings cannot be used: paths.raw must have no '%s' in it, by which Spark would"
                + " take it for a pattern, not '%s' (option).",
            character, path);
  }

  @Test
  void aHomeThatSparkWouldTakeForAPatternIsOneFaultIfAnythingIsKeptThere() {
    Path home = directory.resolve("shop[1]");

    assertThatThrownBy(() -> load(home, Environment.LOCAL, Map.of()))
        .hasMessage(
            "The settings cannot be used: the home directory %s has a '[' in its path, by which"
                + " Spark would take it for a pattern (rename it, or give another with --home).",
            home);
    assertThat(load(home, Environment.CLUSTER, Map.of()).locations().raw())
        .isEqualTo("hdfs:///mercato/raw");
  }

  @Test
  void theMetastoreIsAPathOfThisMachine() {
    assertThat(load(Map.of(), Map.of("paths.metastore", "/data/ms")).locations().metastore())
        .isEqualTo("/data/ms");
    assertThatThrownBy(() -> load(Map.of(), Map.of("paths.metastore", "file:///data/ms")))
        .hasMessage(
            "The settings cannot be used: paths.metastore must be a plain path on this machine,"
                + " such as /data/metastore, not 'file:///data/ms' (option).");
  }

  @Test
  void aFileThatIsNoYamlIsNamedWithTheLine() throws IOException {
    Path config = Files.createDirectory(directory.resolve("config"));
    Files.writeString(config.resolve("mercato.yaml"), "shop:\n  seed: [1\n");

    assertThatThrownBy(
            () ->
                SettingsLoader.load(
                    new SettingsSource(
                        directory, Environment.LOCAL, Optional.of(config), Map.of(), Map.of())))
        .hasMessageContaining(config.resolve("mercato.yaml") + " is not YAML at line")
        .hasMessageContaining(config.resolve("local.yaml") + " does not exist");
  }

  @Test
  void filesThatAreMissingAreAllThatIsSaid() {
    Path config = directory.resolve("no-such");

    assertThatThrownBy(
            () ->
                SettingsLoader.load(
                    new SettingsSource(
                        directory,
                        Environment.LOCAL,
                        Optional.of(config),
                        Map.of("MERCATO_SHOP_USERS", "5"),
                        Map.of())))
        .hasMessage(
            "The settings cannot be used: %s does not exist; %s does not exist.",
            config.resolve("mercato.yaml"), config.resolve("local.yaml"));
  }

  @Test
  void sparkOptionsAreToldApartFromSparkSettings() {
    Settings settings =
        load(
            Map.of("MERCATO_SPARK_UI_ENABLED", "true"),
            Map.of("spark.sql.shuffle.partitions", "7"));

    assertThat(settings.sparkOptions())
        .containsOnly(Map.entry("spark.sql.shuffle.partitions", "7"));
    assertThat(settings.spark())
        .containsEntry("spark.ui.enabled", "true")
        .doesNotContainKey("spark.sql.shuffle.partitions");
  }

  private Settings load(Map<String, String> variables, Map<String, String> options) {
    return SettingsLoader.load(
        new SettingsSource(directory, Environment.LOCAL, Optional.empty(), variables, options));
  }

  private static Settings load(Path home, Environment environment, Map<String, String> options) {
    return SettingsLoader.load(
        new SettingsSource(home, environment, Optional.empty(), Map.of(), options));
  }
}
