package dev.mercato.etl.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mercato.core.ExitStatus;
import dev.mercato.core.MercatoException;
import dev.mercato.core.job.JobContext;
import dev.mercato.core.raw.RawTable;
import dev.mercato.core.settings.DateRange;
import dev.mercato.core.table.Registry;
import dev.mercato.core.table.Table;
import dev.mercato.core.warehouse.LoadRecord;
import dev.mercato.etl.Platform;
import dev.mercato.etl.load.LoadJob;
import dev.mercato.etl.load.LoadOptions;
import dev.mercato.etl.load.LoadResult;
import dev.mercato.etl.load.RejectReason;
import dev.mercato.etl.load.TableLoad;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ITImport {
  private static final Path MAPPING = Path.of("../config/import/online-retail.yaml");
  private static final Path SAMPLE = Path.of("src/test/resources/online-retail-sample");
  private static final int SAMPLE_ROWS = 17;

  /** With the sample imported and loaded; tests only read it. */
  private static JobContext whole;

  private static ImportResult imported;
  private static LoadResult loaded;

  @TempDir Path directory;
  private JobContext context;

  @BeforeAll
  static void takeTheSample() {
    whole = fresh();
    imported = importing(whole, SAMPLE, Optional.empty());
    loaded = load(whole);
  }

  @BeforeEach
  void open() {
    context = fresh();
  }

  private static JobContext fresh() {
    return Platform.fresh(Map.of("load.max-reject-share", "0.9"));
  }

  @Test
  void everyRowOfTheSourceIsKeptOrRejectedWithItsReason() {
    assertThat(imported.rows()).isEqualTo(SAMPLE_ROWS);
    assertThat(imported.batch().batch()).isEqualTo("2030-03-01_2030-04-01");
    assertThat(imported.batch().table("transactions").map(RawTable::rejected)).contains(7L);
    TableLoad lines = loadOf(loaded, "transactions");
    assertThat(lines.record().read()).isEqualTo(SAMPLE_ROWS);
    assertThat(lines.record().kept()).isEqualTo(10);
    assertThat(lines.reasons())
        .containsExactlyInAnyOrder(
            new RejectReason("price above zero", 3),
            new RejectReason("line as the header has it", 1),
            new RejectReason("quantity from Quantity", 1),
            new RejectReason("user_id from CustomerID", 1),
            new RejectReason("unit_price from UnitPrice", 1));
    assertThat(strings("SELECT reason FROM %s.rejects WHERE table_name = 'transactions'"))
        .contains(
            "price above zero: UnitPrice=-50.00",
            "price above zero: UnitPrice=0.0",
            "quantity from Quantity: Quantity=many",
            "user_id from CustomerID: CustomerID=seventy",
            "line as the header has it: 900009,10005,CANDLE");
  }

  @Test
  void cancellationsAreRefundsGuestsStayAndRepeatedLinesAreLines() {
    assertThat(
            strings(
                "SELECT concat_ws(' ', order_id, quantity, amount, user_id) FROM %s.transactions WHERE status = 'refunded'"))
        .containsExactly("900006 3 7.65 70001");
    assertThat(
            strings(
                "SELECT concat_ws(' ', order_id, quantity) FROM %s.transactions WHERE user_id IS NULL ORDER BY amount"))
        .containsExactly("900002 1", "900002 1");
    assertThat(
            strings(
                "SELECT count(DISTINCT transaction_id) FROM %s.transactions WHERE order_id = 900001 AND quantity = 2"))
        .containsExactly("2");
    assertThat(strings("SELECT unit_price FROM %s.transactions WHERE order_id = 900005"))
        .containsExactly("0.00");
    assertThat(strings("SELECT count(*) FROM %s.clickstream")).containsExactly("0");
  }

  @Test
  void aCustomerHasTheFirstDayAndTheLastCountryAndAProductTheLastNameAndPrice() {
    assertThat(
            strings(
                "SELECT concat_ws(' ', user_id, country, signup_at) FROM %s.users ORDER BY user_id"))
        .containsExactly(
            "70001 Belgium 2030-03-01 08:30:00",
            "70002 Spain 2030-03-01 12:00:00",
            "70003 Italy 2030-03-02 09:30:00");
    assertThat(strings("SELECT concat_ws(', ', name, price) FROM %s.products ORDER BY name"))
        .containsExactly(
            "CANDLE, 0.85",
            "PADS FOR CUSHIONS, 0.00",
            "PAPER LANTERN RED, 2.75",
            "TEA TOWEL LARGE, 3.39",
            "TIN BOX, 3.95");
  }

  @Test
  void dayByDayInAnyOrderAndByFileOrByDatesGivesTheSameTablesAsAllAtOnce() {
    JobContext daily = context;
    importing(daily, SAMPLE.resolve("2030-04-01.csv"), Optional.empty());
    load(daily);
    importing(daily, SAMPLE, Optional.of(day("2030-03-02")));
    load(daily);
    importing(daily, SAMPLE.resolve("2030-03-01.csv"), Optional.empty());
    load(daily);

    for (Table table : Registry.LOADED) {
      assertThat(rows(daily, table)).as(table.name()).isEqualTo(rows(whole, table));
    }
  }

  @Test
  void rowsWithoutADayAreCountedAlsoWhereDaysAreAskedFor() {
    ImportResult some = importing(context, SAMPLE, Optional.of(imported.batch().days()));

    assertThat(imported.undated()).isPositive();
    assertThat(some.undated()).isEqualTo(imported.undated());
    assertThat(some.rows()).isEqualTo(imported.rows() - imported.undated());
  }

  @Test
  void theSameImportAgainReplacesItsBatchAndAnotherOverlappingOneIsRefused() {
    importing(context, SAMPLE, Optional.empty());
    ImportResult again = importing(context, SAMPLE, Optional.empty());

    assertThat(context.rawZone().batches()).containsExactly(again.batch());
    assertThat(refusal(() -> importing(context, SAMPLE, Optional.of(day("2030-03-01")))))
        .hasMessageContaining("overlap");
  }

  @Test
  void allFaultsOfAMappingAreToldAtOnceWithFileKeyAndValue() throws IOException {
    Path broken = directory.resolve("broken.yaml");
    Files.writeString(
        broken,
        """
        name: broken
        source: {format: csv, pattern: "*"}
        day: to_date(InvoiceDay)
        tables:
          users:
            where: CustomerID + 1
            columns:
              user_id: CAST(CustomerID AS BIGINT
              shoe_size: "44"
              signup_at: rand()
          orders: {}
        """);

    MercatoException refusal =
        refusal(
            () ->
                new ImportJob(
                        context, new ImportOptions(broken, SAMPLE.toString(), Optional.empty()))
                    .execute());

    assertThat(refusal.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(refusal)
        .hasMessageContaining(broken.toString())
        .hasMessageContaining("source.pattern: is not known here")
        .hasMessageContaining("day: 'to_date(InvoiceDay)' cannot be evaluated")
        .hasMessageContaining("`InvoiceDay` cannot be resolved")
        .hasMessageContaining("tables.users.where: 'CustomerID + 1' is of type")
        .hasMessageContaining("tables.users.order by: is missing")
        .hasMessageContaining("tables.users.columns.user_id: 'CAST(CustomerID AS BIGINT' cannot")
        .hasMessageContaining(
            "tables.users.columns.shoe_size: the table 'users' has no such column")
        .hasMessageContaining("tables.users.columns.signup_at: 'rand()'")
        .hasMessageContaining("tables.users.columns.country: is missing")
        .hasMessageContaining("tables.orders: there is no such table");
    assertThat(context.rawZone().batches()).isEmpty();
  }

  @Test
  void anUnknownFormatAMissingMappingAndOneThatIsNoYamlAreNamed() throws IOException {
    Path format = directory.resolve("format.yaml");
    Files.writeString(format, Files.readString(MAPPING).replace("format: csv", "format: xlsx"));
    Path garbled = directory.resolve("garbled.yaml");
    Files.writeString(garbled, "tables: [}");

    assertThat(refusalOf(format)).hasMessageContaining("source.format: 'xlsx' is not one of csv");
    assertThat(refusalOf(garbled)).hasMessageContaining("no YAML at line 1");
    assertThat(refusalOf(directory.resolve("none.yaml"))).hasMessageContaining("no such file");
  }

  @Test
  void sourcesThatAreMissingEmptyTruncatedOrOtherwiseHeadedAreNamed() throws IOException {
    Path source = Files.createDirectory(directory.resolve("source"));
    assertThat(refusal(() -> importing(context, directory.resolve("none"), Optional.empty())))
        .hasMessageContaining("none does not exist");
    assertThat(refusal(() -> importing(context, source, Optional.empty())))
        .hasMessageContaining("has no files");

    Files.copy(SAMPLE.resolve("2030-03-01.csv"), source.resolve("a.csv"));
    Files.createFile(source.resolve("b.csv"));
    assertThat(refusal(() -> importing(context, source, Optional.empty())))
        .hasMessageContaining("empty files (0 bytes): b.csv");

    Files.writeString(source.resolve("b.csv"), "Name,Colour\nx,y\n");
    assertThat(refusal(() -> importing(context, source, Optional.empty())))
        .hasMessageContaining("b.csv");
    Files.delete(source.resolve("b.csv"));

    Files.write(
        source.resolve("c.csv.gz"), new byte[] {31, (byte) 139, 8, 0, 0, 0, 0, 0, 0, 3, 75});
    assertThat(refusal(() -> importing(context, source, Optional.empty())))
        .hasMessageContaining("c.csv.gz");
    assertThat(context.rawZone().batches()).isEmpty();
  }

  @Test
  void jsonAndParquetComeInByTheSameMapping() throws IOException {
    importing(context, SAMPLE, Optional.of(day("2030-04-01")));
    load(context);
    for (String format : List.of("json", "parquet")) {
      Path source = directory.resolve(format);
      context
          .spark()
          .read()
          .option("header", "true")
          .csv(SAMPLE.resolve("2030-04-01.csv").toString())
          .write()
          .format(format)
          .save(source.toString());
      Path mapping = directory.resolve(format + ".yaml");
      Files.writeString(
          mapping, Files.readString(MAPPING).replace("format: csv", "format: " + format));
      JobContext other = fresh();

      new ImportJob(other, new ImportOptions(mapping, source.toString(), Optional.empty()))
          .execute();
      load(other);

      for (String table : List.of("users", "products")) {
        assertThat(rows(other, Registry.table(table)))
            .as(format)
            .isEqualTo(rows(context, Registry.table(table)));
      }
      assertThat(loadedRows(other, "transactions")).isEqualTo(2);
    }
  }

  @Test
  void aFactWhoseTimeIsNotOnItsRowsDayIsARejectAndTheRestLoads() throws IOException {
    Path mapping = directory.resolve("early.yaml");
    Files.writeString(
        mapping,
        Files.readString(MAPPING)
            .replace(
                "occurred_at: to_timestamp(InvoiceDate)",
                "occurred_at: to_timestamp(InvoiceDate) - INTERVAL 9 HOURS"));

    new ImportJob(context, new ImportOptions(mapping, SAMPLE.toString(), Optional.empty()))
        .execute();
    TableLoad lines = loadOf(load(context), "transactions");

    assertThat(lines.record().read()).isEqualTo(SAMPLE_ROWS);
    assertThat(lines.reasons())
        .filteredOn(reason -> reason.check().equals("occurred_at on the row's day"))
        .singleElement()
        .satisfies(early -> assertThat(early.rows()).isBetween(4L, 9L));
    assertThat(
            strings(context, "SELECT date_format(min(occurred_at), 'HH:mm') FROM %s.transactions"))
        .containsExactly("00:15");
    assertThat(strings(context, "SELECT reason FROM %s.rejects WHERE table_name = 'transactions'"))
        .contains("occurred_at on the row's day: 2030-02-28 23:30:00, day 2030-03-01");
  }

  @Test
  void datesAnAgeApartAreAskedAboutBeforeAnythingIsWritten() throws IOException {
    Path source = Files.createDirectory(directory.resolve("ages"));
    Files.writeString(
        source.resolve("a.csv"),
        Files.readString(SAMPLE.resolve("2030-03-01.csv"))
            .replaceFirst("2030-03-01 09:15:00", "9999-12-31 09:15:00"));

    assertThat(refusal(() -> importing(context, source, Optional.empty())))
        .hasMessageContaining("from 2030-03-01 to 9999-12-31")
        .hasMessageContaining("--from and --to");
    assertThat(context.rawZone().batches()).isEmpty();
  }

  private MercatoException refusalOf(Path mapping) {
    return refusal(
        () ->
            new ImportJob(context, new ImportOptions(mapping, SAMPLE.toString(), Optional.empty()))
                .execute());
  }

  private static MercatoException refusal(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    return catchThrowableOfType(MercatoException.class, call);
  }

  private static DateRange day(String day) {
    return new DateRange(LocalDate.parse(day), LocalDate.parse(day));
  }

  private static ImportResult importing(JobContext context, Path source, Optional<DateRange> days) {
    return new ImportJob(context, new ImportOptions(MAPPING, source.toString(), days)).execute();
  }

  private static LoadResult load(JobContext context) {
    return new LoadJob(context, LoadOptions.everything()).execute();
  }

  private static TableLoad loadOf(LoadResult result, String table) {
    return result.loads().stream()
        .filter(load -> load.record().table().equals(table))
        .findFirst()
        .orElseThrow();
  }

  private static long loadedRows(JobContext context, String table) {
    return new dev.mercato.core.warehouse.Warehouse(
            context.spark(),
            context.settings().database(),
            context.settings().locations().warehouse())
        .loads().stream()
            .filter(load -> load.table().equals(table))
            .mapToLong(LoadRecord::kept)
            .sum();
  }

  private static List<String> rows(JobContext context, Table table) {
    List<String> rows = new ArrayList<>();
    for (Row row :
        context
            .spark()
            .table(context.settings().database() + "." + table.name())
            .select(
                table.columnNames().stream()
                    .map(org.apache.spark.sql.functions::col)
                    .toArray(org.apache.spark.sql.Column[]::new))
            .collectAsList()) {
      rows.add(row.toString());
    }
    rows.sort(null);
    return rows;
  }

  private static List<String> strings(String query) {
    return strings(whole, query);
  }

  private static List<String> strings(JobContext context, String query) {
    return context
        .spark()
        .sql(query.formatted(context.settings().database()))
        .collectAsList()
        .stream()
        .map(row -> String.valueOf(row.get(0)))
        .toList();
  }
}
