package dev.mercato.etl.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mercato.core.ExitStatus;
import dev.mercato.core.MercatoException;
import dev.mercato.core.job.JobContext;
import dev.mercato.core.warehouse.LoadRecord;
import dev.mercato.core.warehouse.Warehouse;
import dev.mercato.etl.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ITLoad {
  private JobContext context;

  @BeforeEach
  void open() {
    context = Platform.fresh(Map.of("load.max-reject-share", "0.5"));
  }

  @Test
  void everyRowIsKeptOrRejectedWithItsReasonAndItsFile() {
    new RawShop(context)
        .with("transactions", "quantity", "if(n % 10 = 3, -1, quantity)")
        .with("transactions", "product_id", "if(n % 10 = 4, 999, product_id)")
        .with("transactions", "user_id", "if(n % 10 = 6, -7, user_id)")
        .batch("2025-01-01", "2025-01-03");

    LoadResult result = load();

    TableLoad lines = loadOf(result, "transactions");
    assertThat(lines.record().read()).isEqualTo(30);
    assertThat(lines.record().kept()).isEqualTo(21);
    assertThat(lines.record().rejected()).isEqualTo(9);
    assertThat(lines.reasons())
        .containsExactly(
            new RejectReason("product_id in products.product_id", 3),
            new RejectReason("quantity more than 0", 3),
            new RejectReason("user_id in users.user_id", 3));
    assertThat(
            context
                .spark()
                .sql(
                    "SELECT DISTINCT reason FROM %s WHERE table_name = 'transactions' AND load_id = '2025-01-01_2025-01-03' AND source LIKE '%%.parquet' AND get_json_object(record, '$.status') = 'completed' ORDER BY reason"
                        .formatted(name("rejects")))
                .collectAsList()
                .stream()
                .map(row -> row.getString(0)))
        .containsExactly(
            "product_id in products.product_id: 999",
            "quantity more than 0: -1",
            "user_id in users.user_id: -7");
  }

  @Test
  void factsOfARejectedDimensionRowAreRejectedToo() {
    new RawShop(context)
        .with("products", "price", "if(product_id = 3, -1, price)")
        .batch("2025-01-01", "2025-01-02");

    LoadResult result = load();

    assertThat(loadOf(result, "products").record().rejected()).isEqualTo(1);
    assertThat(count("transactions WHERE product_id = 3")).isZero();
    assertThat(loadOf(result, "transactions").reasons())
        .extracting(RejectReason::check)
        .containsExactly("product_id in products.product_id");
  }

  @Test
  void ofRowsWithTheSameKeyTheFirstGoodOneStays() {
    new RawShop(context)
        .copies(2)
        .with("transactions", "quantity", "quantity")
        .batch("2025-01-31", "2025-02-01");

    LoadResult result = load();

    LoadRecord lines = loadOf(result, "transactions").record();
    assertThat(lines.read()).isEqualTo(40);
    assertThat(lines.kept()).isEqualTo(20);
    assertThat(loadOf(result, "transactions").reasons())
        .containsExactly(new RejectReason("transaction_id unique", 20));
    assertThat(count("transactions")).isEqualTo(20);
    assertThat(
            context
                .spark()
                .sql("SELECT count(DISTINCT event_id) FROM " + name("clickstream"))
                .head()
                .getLong(0))
        .isEqualTo(60);
  }

  @Test
  void tooManyRejectsRefuseTheWholeBatchAndLeaveTheRowsInAFile() throws IOException {
    new RawShop(context).batch("2025-01-01", "2025-01-02");
    load();
    new RawShop(context)
        .with("clickstream", "event_type", "if(n % 10 < 6, 'dance', event_type)")
        .batch("2025-02-01", "2025-02-02");
    List<LoadRecord> before = warehouse().loads();

    MercatoException refusal = refusal(this::load);

    assertThat(refusal.status()).isEqualTo(ExitStatus.CHECKS_FAILED);
    Path file =
        Path.of(context.settings().locations().reports())
            .resolve("rejects-clickstream-2025-02-01_2025-02-02.jsonl");
    assertThat(refusal)
        .hasMessageContaining("36 of 60 rows of 'clickstream'")
        .hasMessageContaining("load.max-reject-share")
        .hasMessageContaining(file.toString());
    assertThat(Files.readAllLines(file)).hasSize(36).allMatch(line -> line.contains("dance"));
    assertThat(warehouse().loads()).isEqualTo(before);
    assertThat(count("rejects")).isZero();
  }

  @Test
  void replaceReadsTheBatchAgainAndUnloadTakesItOut() {
    new RawShop(context).batch("2025-01-01", "2025-01-02");
    load();
    new RawShop(context)
        .with("transactions", "payment_method", "'voucher'")
        .with("products", "price", "if(product_id = 3, -1, price)")
        .batch("2025-01-01", "2025-01-02");

    LoadResult replaced = replace();

    LoadRecord lines = loadOf(replaced, "transactions").record();
    assertThat(lines.replaced()).isEqualTo(20);
    assertThat(lines.rejected()).as("lines of what the old version alone had").isPositive();
    assertThat(count("transactions WHERE product_id = 3")).isZero();
    assertThat(count("transactions WHERE payment_method = 'voucher'")).isEqualTo(lines.kept());
    assertThat(count("transactions")).isEqualTo(lines.kept());

    new RawShop(context).without("clickstream").batch("2025-01-01", "2025-01-02");
    assertThatThrownBy(this::replace)
        .hasMessageContaining("no longer has 'clickstream'")
        .hasMessageContaining("unload 2025-01-01_2025-01-02");

    UnloadResult unloaded = new UnloadJob(context, "2025-01-01_2025-01-02").execute();

    assertThat(unloaded.loads()).hasSize(4);
    assertThat(count("transactions")).isZero();
    assertThat(warehouse().loads()).isEmpty();
  }

  private LoadResult replace() {
    return new LoadJob(context, LoadOptions.everything().replacing()).execute();
  }

  @Test
  void damagedFilesAreNamedAndNothingChanges() throws IOException {
    new RawShop(context).batch("2025-01-01", "2025-01-02");
    Path file = firstFile("clickstream");
    byte[] whole = Files.readAllBytes(file);

    Files.write(file, new byte[0]);
    assertRefused(ExitStatus.FAILED, file.getFileName().toString(), "empty (0 bytes)");
    Files.write(file, java.util.Arrays.copyOf(whole, whole.length / 2));
    assertRefused(ExitStatus.FAILED, file.getFileName().toString(), "truncated");
    byte[] damaged = whole.clone();
    java.util.Arrays.fill(damaged, 4, whole.length / 3, (byte) 7);
    Files.write(file, damaged);
    assertRefused(ExitStatus.FAILED, file.getFileName().toString(), "Could not load");
    Files.delete(file);
    assertRefused(ExitStatus.FAILED, "clickstream", "its manifest says 60");
  }

  @Test
  void aFileWithOtherColumnsIsRefusedWithAllDifferences() throws IOException {
    new RawShop(context).batch("2025-01-01", "2025-01-02");
    Path file = firstFile("users");
    context
        .spark()
        .sql("SELECT 'x' AS user_id, 1 AS shoe_size")
        .coalesce(1)
        .write()
        .mode("overwrite")
        .parquet(file.getParent().resolveSibling("other").toString());
    try (var made = Files.list(file.getParent().resolveSibling("other"))) {
      Path wrong =
          made.filter(path -> path.toString().endsWith(".parquet")).findFirst().orElseThrow();
      Files.delete(file.resolveSibling("." + file.getFileName() + ".crc"));
      Files.move(wrong, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    assertRefused(
        ExitStatus.CHECKS_FAILED,
        file.getFileName().toString(),
        "column user_id is STRING and should be BIGINT",
        "column country is missing",
        "column shoe_size is not known");
  }

  @Test
  void whateverTheDirtReadIsKeptPlusRejected() {
    Random random = new Random(7);
    for (int round = 0; round < 4; round++) {
      JobContext dirty = Platform.fresh(Map.of("load.max-reject-share", "1"));
      new RawShop(dirty)
          .copies(1 + random.nextInt(2))
          .with("users", "country", odd(random, "null", "country"))
          .with("products", "rating", odd(random, "9.5", "rating"))
          .with("transactions", "transaction_id", odd(random, "n % 7", "transaction_id"))
          .with("transactions", "status", odd(random, "'lost'", "status"))
          .with(
              "transactions",
              "occurred_at",
              odd(random, "occurred_at + INTERVAL 40 DAYS", "occurred_at"))
          .with("clickstream", "session_id", odd(random, "null", "session_id"))
          .with("clickstream", "order_id", odd(random, "-1", "order_id"))
          .batch("2025-01-25", "2025-02-05");

      LoadResult result = new LoadJob(dirty, LoadOptions.everything()).execute();

      for (TableLoad load : result.loads()) {
        LoadRecord record = load.record();
        String where = " WHERE table_name = '%s'".formatted(record.table());
        assertThat(record.read()).isEqualTo(record.kept() + record.rejected());
        assertThat(count(dirty, record.table())).isEqualTo(record.kept());
        assertThat(count(dirty, "rejects" + where)).isEqualTo(record.rejected());
        assertThat(load.reasons().stream().mapToLong(RejectReason::rows).sum())
            .isEqualTo(record.rejected());
      }
    }
  }

  private static String odd(Random random, String dirty, String clean) {
    return "if(xxhash64(n, %d) %% 10 < %d, %s, %s)"
        .formatted(random.nextInt(1000), random.nextInt(4), dirty, clean);
  }

  private void assertRefused(ExitStatus status, String... words) {
    MercatoException refusal = refusal(this::load);
    assertThat(refusal.status()).isEqualTo(status);
    assertThat(refusal.getMessage()).contains(words);
    assertThat(warehouse().loads()).isEmpty();
  }

  private static MercatoException refusal(ThrowingCallable call) {
    return org.assertj.core.api.Assertions.catchThrowableOfType(MercatoException.class, call);
  }

  private Path firstFile(String table) throws IOException {
    try (var files = Files.walk(Path.of(context.settings().locations().raw()).resolve(table))) {
      return files
          .filter(path -> path.toString().endsWith(".parquet"))
          .sorted()
          .findFirst()
          .orElseThrow();
    }
  }

  private LoadResult load() {
    return new LoadJob(context, LoadOptions.everything()).execute();
  }

  private static TableLoad loadOf(LoadResult result, String table) {
    return result.loads().stream()
        .filter(load -> load.record().table().equals(table))
        .findFirst()
        .orElseThrow();
  }

  private Warehouse warehouse() {
    return new Warehouse(
        context.spark(), context.settings().database(), context.settings().locations().warehouse());
  }

  private String name(String table) {
    return context.settings().database() + "." + table;
  }

  private long count(String rest) {
    return count(context, rest);
  }

  private static long count(JobContext context, String rest) {
    return context
        .spark()
        .sql("SELECT count(*) FROM " + context.settings().database() + "." + rest)
        .head()
        .getLong(0);
  }
}
