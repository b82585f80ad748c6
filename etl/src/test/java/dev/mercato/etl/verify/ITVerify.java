package dev.mercato.etl.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mercato.core.job.JobContext;
import dev.mercato.core.raw.RawManifest;
import dev.mercato.core.table.ShopTables;
import dev.mercato.core.table.Table;
import dev.mercato.core.warehouse.FactPartition;
import dev.mercato.etl.Platform;
import dev.mercato.etl.load.LoadJob;
import dev.mercato.etl.load.LoadOptions;
import dev.mercato.etl.load.RawShop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is wrong with what is loaded is found, and nothing else is said to be wrong. */
class ITVerify {
  private static final String BATCH = "2025-01-30_2025-02-02";

  private static JobContext context;

  @BeforeAll
  static void loadAShop() {
    context = Platform.fresh(Map.of("load.max-reject-share", "0.5"));
    new RawShop(context)
        .with("transactions", "quantity", "if(n % 11 = 0, -1, quantity)")
        .batch("2025-01-30", "2025-02-02");
    new LoadJob(context, LoadOptions.everything()).execute();
  }

  @Test
  void whatIsLoadedAgrees() {
    VerifyResult result = verify();

    assertThat(result.failures()).isEmpty();
    assertThat(result.checks().stream().map(CheckResult::name).distinct())
        .containsExactlyInAnyOrder(
            Stream.of(CheckName.values())
                .filter(name -> name != CheckName.HIVESERVER2)
                .toArray(CheckName[]::new));
  }

  @Test
  void beforeAnythingIsLoadedThereIsNothingToVerify() {
    assertThatThrownBy(() -> new VerifyJob(Platform.fresh(Map.of())).execute())
        .hasMessageStartingWith("There is nothing to verify")
        .hasMessageEndingWith("Load something first with 'load'.");
  }

  @Test
  void aFileThatIsGoneIsMissed() {
    Path place = partition("2025-01");

    assertThat(failuresAfter(place, () -> parquet(place).forEach(ITVerify::delete)))
        .containsExactlyInAnyOrder(
            CheckName.FILES,
            CheckName.ROWS,
            CheckName.CHECKSUMS,
            CheckName.TIMES,
            CheckName.ACCOUNTS);
  }

  @Test
  void aFileThatIsCutOffIsNamed() {
    Path place = partition("2025-01");

    VerifyResult result = resultAfter(place, () -> cutOff(parquet(place).get(0)));

    assertThat(result.failures())
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.name()).isEqualTo(CheckName.FILES);
              assertThat(failure.sentence())
                  .startsWith("transactions, 2025-01 of '" + BATCH + "': the files in ")
                  .contains(" cannot be read: ");
            });
  }

  @Test
  void anAmountThatChangedShowsInTheChecksumAlone() {
    assertThat(failuresAfterChanging("amount", "amount + 0.01"))
        .containsExactly(CheckName.CHECKSUMS);
  }

  @Test
  void timesThatAZoneHasShiftedShow() {
    assertThat(failuresAfterChanging("occurred_at", "occurred_at - interval 1 hour"))
        .containsExactlyInAnyOrder(CheckName.CHECKSUMS, CheckName.TIMES);
  }

  @Test
  void anEventInThePartitionOfAnotherMonthShows() {
    assertThat(failuresAfterChanging("occurred_at", "occurred_at + interval 1 day"))
        .containsExactlyInAnyOrder(CheckName.CHECKSUMS, CheckName.TIMES, CheckName.MONTHS);
  }

  @Test
  void aPartitionThatNoLoadMadeShows() {
    String partition =
        "partition (%s='2025-03', %s='stranger')".formatted(Table.EVENT_MONTH, Table.LOAD_ID);
    run(
        "alter table %s.transactions add %s location '%s'"
            .formatted(context.settings().database(), partition, partition("2025-01")));
    try {
      assertThat(names(verify())).containsExactly(CheckName.PARTITIONS);
    } finally {
      run(
          "alter table %s.transactions drop %s"
              .formatted(context.settings().database(), partition));
    }
  }

  @Test
  void aCustomerWhoIsThereTwiceShows() {
    Path place = path(context.warehouse().snapshot(ShopTables.USERS).location());

    assertThat(
            failuresAfter(place, () -> copy(parquet(place).get(0), place.resolve("again.parquet"))))
        .containsExactlyInAnyOrder(CheckName.FILES, CheckName.ROWS, CheckName.KEYS);
  }

  @Test
  void rejectsThatAreGoneAreMissed() {
    Path place = path(context.warehouse().rejects().all().get(0).location());

    assertThat(failuresAfter(place, () -> parquet(place).forEach(ITVerify::delete)))
        .containsExactlyInAnyOrder(CheckName.REJECTS, CheckName.ACCOUNTS);
  }

  @Test
  void aTableOfLoadsThatSaysSomethingElseShows() {
    Path place =
        path(URI.create(context.spark().table(name("loads")).inputFiles()[0]).getPath())
            .getParent();

    assertThat(failuresAfter(place, () -> parquet(place).forEach(ITVerify::delete)))
        .containsExactly(CheckName.LOADS);
  }

  @ParameterizedTest
  @CsvSource({"rows\" : 40,rows\" : 41", "checksum\" : (\\d),checksum\" : 1$1"})
  void aRawBatchThatHasOtherRowsByNowShows(String said, String other) {
    RawManifest manifest = context.rawZone().batches().get(0);
    Path file =
        path(context.rawZone().location()).resolve("manifests/" + manifest.batch() + ".json");

    assertThat(
            failuresAfter(
                file.getParent(),
                () -> {
                  try {
                    delete(file.resolveSibling("." + file.getFileName() + ".crc"));
                    Files.writeString(file, Files.readString(file).replaceFirst(said, other));
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                }))
        .contains(CheckName.RAW);
  }

  private static Set<CheckName> failuresAfterChanging(String column, String value) {
    Path place = partition("2025-01");
    return failuresAfter(
        place,
        () -> {
          Path changed = place.resolveSibling("changed");
          context
              .spark()
              .read()
              .parquet(place.toString())
              .withColumn(
                  column,
                  org.apache.spark.sql.functions.expr(
                      "cast(%s as %s)"
                          .formatted(
                              value,
                              ShopTables.TRANSACTIONS.column(column).orElseThrow().type().sql())))
              .write()
              .parquet(changed.toString());
          deleteAll(place);
          move(changed, place);
        });
  }

  private static Set<CheckName> failuresAfter(Path place, Runnable damage) {
    return names(resultAfter(place, damage));
  }

  /** Verifies after some damage to a directory, which is then as it was. */
  private static VerifyResult resultAfter(Path place, Runnable damage) {
    Path before = place.resolveSibling("_before");
    copyAll(place, before);
    try {
      damage.run();
      return verify();
    } finally {
      deleteAll(place);
      move(before, place);
    }
  }

  private static VerifyResult verify() {
    return new VerifyJob(context).execute();
  }

  private static Set<CheckName> names(VerifyResult result) {
    return result.failures().stream()
        .map(CheckResult::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Path partition(String month) {
    return context.warehouse().facts(ShopTables.TRANSACTIONS).partitions().stream()
        .filter(partition -> partition.month().toString().equals(month))
        .map(FactPartition::location)
        .map(ITVerify::path)
        .findFirst()
        .orElseThrow();
  }

  private static String name(String table) {
    return context.settings().database() + "." + table;
  }

  private static void run(String sql) {
    context.spark().sql(sql);
  }

  private static Path path(String location) {
    return Path.of(new org.apache.hadoop.fs.Path(location).toUri().getPath());
  }

  private static List<Path> parquet(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".parquet")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void cutOff(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path from, Path to) {
    try {
      Files.copy(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void move(Path from, Path to) {
    try {
      Files.move(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copyAll(Path from, Path to) {
    try (Stream<Path> paths = Files.walk(from)) {
      paths.forEach(path -> copy(path, to.resolve(from.relativize(path).toString())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void deleteAll(Path directory) {
    try (Stream<Path> paths = Files.walk(directory)) {
      paths.sorted(Comparator.reverseOrder()).forEach(ITVerify::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
