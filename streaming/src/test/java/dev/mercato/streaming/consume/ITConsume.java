package dev.mercato.streaming.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mercato.core.MercatoException;
import dev.mercato.core.table.ShopTables;
import dev.mercato.core.warehouse.LoadRecord;
import dev.mercato.core.warehouse.StreamOffsets;
import dev.mercato.streaming.event.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** Every event of the topics lands in its table or in the rejects, once, whatever comes between. */
class ITConsume {
  private static final Map<String, String> SMALL_BATCHES = Map.of("stream.max-batch", "10");

  @Test
  void everyEventLandsOnceAndWhatComesAgainIsCounted() {
    StreamedShop shop = StreamedShop.open(Map.of());
    Map<String, Long> sent = shop.produce(2, false).acknowledged();

    Map<String, StreamSnapshot> first = shop.consume();

    for (Topic topic : Topic.ALL) {
      StreamSnapshot figures = first.get(topic.name());
      assertThat(figures.read()).isEqualTo(sent.get(topic.name())).isPositive();
      assertThat(figures.kept() + figures.rejected()).isEqualTo(figures.read());
      assertThat(figures.duplicates()).isZero();
      assertThat(shop.streamed(topic).count()).isEqualTo(figures.kept()).isPositive();
      assertUnique(shop, topic);
    }
    assertThat(shop.consume().get("clickstream").read()).isZero();

    assertThat(shop.produce(2, false).arrived()).isZero();
    assertThat(shop.produce(2, true).acknowledged()).isEqualTo(sent);
    Map<String, StreamSnapshot> second = shop.consume();
    for (Topic topic : Topic.ALL) {
      StreamSnapshot figures = second.get(topic.name());
      assertThat(figures.kept()).isZero();
      assertThat(figures.duplicates()).isEqualTo(first.get(topic.name()).kept());
      assertThat(figures.rejected()).isEqualTo(first.get(topic.name()).rejected());
      assertUnique(shop, topic);
      assertCovered(shop, topic);
    }
  }

  @Test
  void poisonIsAccountedForWithItsReasonAndItsBytes() {
    StreamedShop shop = StreamedShop.open(Map.of());
    Map<String, Long> sent = shop.produce(1, false).acknowledged();
    List<String> poison =
        List.of(
            "nonsense",
            "{\"event_id\":1",
            "{}",
            "[]",
            "{\"event_id\":\"one\"}",
            event(1, "user_id", "999999999"),
            event(2, "product_id", "999999999"),
            event(3, "event_type", "\"dance\""),
            event(4, "occurred_at", "\"2999-01-01T00:00:00Z\""),
            "{\"pad\":\"" + "x".repeat(70_000) + "\"}");
    poison.forEach(value -> shop.send(Topic.CLICKSTREAM, value));
    shop.send(Topic.CLICKSTREAM, new byte[0]);
    shop.send(Topic.CLICKSTREAM, (byte[]) null);
    byte[] noText = {(byte) 0xFF, (byte) 0xFE, 0};
    shop.send(Topic.CLICKSTREAM, noText);

    StreamSnapshot figures = shop.consume().get("clickstream");

    assertThat(figures.read()).isEqualTo(sent.get("clickstream") + poison.size() + 3);
    assertThat(figures.read()).isEqualTo(figures.kept() + figures.rejected());
    List<Row> rejects =
        shop.table(ShopTables.REJECTS)
            .filter("table_name = 'clickstream' AND load_id LIKE 'stream-%'")
            .collectAsList();
    assertThat(rejects).hasSize((int) figures.rejected());
    List<String> records = rejects.stream().map(row -> row.<String>getAs("record")).toList();
    assertThat(records).containsAll(poison).contains("", "base64://4A");
    List<String> reasons = rejects.stream().map(row -> row.<String>getAs("reason")).toList();
    assertThat(reasons)
        .anySatisfy(reason -> assertThat(reason).startsWith("event readable JSON:"))
        .anySatisfy(reason -> assertThat(reason).startsWith("event a JSON object:"))
        .anySatisfy(reason -> assertThat(reason).startsWith("event_id of type BIGINT: one"))
        .anySatisfy(reason -> assertThat(reason).startsWith("event_id present:"))
        .anySatisfy(reason -> assertThat(reason).startsWith("user_id in users.user_id: 999999999"))
        .anySatisfy(reason -> assertThat(reason).startsWith("product_id in products.product_id:"))
        .anySatisfy(reason -> assertThat(reason).startsWith("occurred_at not in the future: 2999"))
        .anySatisfy(reason -> assertThat(reason).startsWith("event of at most 65536 bytes:"))
        .anySatisfy(reason -> assertThat(reason).startsWith("event not empty:"));
    assertThat(rejects)
        .allSatisfy(
            row -> assertThat(row.<String>getAs("source")).matches("clickstream/[01]/\\d+"));
    assertCovered(shop, Topic.CLICKSTREAM);
  }

  /** An event with one field that is not as it should be. */
  private static String event(long id, String field, String value) {
    Map<String, String> fields = new TreeMap<>();
    fields.put("event_id", Long.toString(id));
    fields.put("session_id", "1");
    fields.put("event_type", "\"page_view\"");
    fields.put("occurred_at", "\"2025-02-01T10:00:00Z\"");
    fields.put(field, value);
    return fields.entrySet().stream()
        .map(entry -> "\"%s\":%s".formatted(entry.getKey(), entry.getValue()))
        .collect(Collectors.joining(",", "{", "}"));
  }

  @Test
  void aReplayedBatchChangesNothingAlsoAfterAMerge() throws IOException {
    StreamedShop shop = StreamedShop.open(SMALL_BATCHES);
    shop.produce(1, false);
    shop.consume();
    Topic topic = Topic.CLICKSTREAM;
    List<String> before = contents(shop, topic);
    int loads = shop.loads(topic).size();
    assertThat(loads).isGreaterThan(3);
    Path commits = shop.checkpoint(topic).resolve("commits");

    for (int batch = loads - 1; batch >= 0; batch--) {
      if (batch == loads / 2) {
        var facts = shop.context().warehouse().facts(topic.table());
        facts.merge(
            java.time.YearMonth.parse("2025-02"),
            facts.partitions().stream().map(partition -> partition.name()).toList());
      }
      Files.deleteIfExists(commits.resolve(Integer.toString(batch)));
      Files.deleteIfExists(commits.resolve("." + batch + ".crc"));
      assertThat(shop.consume().get(topic.name()).kept()).isZero();
      assertThat(contents(shop, topic)).isEqualTo(before);
    }
    assertThat(shop.loads(topic)).hasSize(loads);
    assertCovered(shop, topic);
  }

  @Test
  void aDamagedOrLostCheckpointIsNotTrusted() throws IOException {
    StreamedShop shop = StreamedShop.open(SMALL_BATCHES);
    shop.produce(1, false);
    shop.consume();
    Topic topic = Topic.CLICKSTREAM;
    List<String> before = contents(shop, topic);

    List<Damage> damages =
        List.of(
            checkpoint -> Files.delete(checkpoint.resolve("metadata")),
            checkpoint -> truncate(last(checkpoint.resolve("offsets"))),
            checkpoint -> Files.delete(last(checkpoint.resolve("offsets"))),
            checkpoint -> FileUtil.fullyDelete(checkpoint.resolve("offsets").toFile()),
            checkpoint -> FileUtil.fullyDelete(checkpoint.toFile()));
    for (Damage damage : damages) {
      damage.doTo(shop.checkpoint(topic));
      assertThat(shop.consume().get(topic.name()).read()).isZero();
      assertThat(contents(shop, topic)).isEqualTo(before);
    }

    FileUtil.fullyDelete(shop.checkpoint(topic).toFile());
    Map<String, Long> more = shop.produce(2, false).acknowledged();
    assertThat(shop.consume().get(topic.name()).read()).isEqualTo(more.get(topic.name()));
    assertUnique(shop, topic);
    assertCovered(shop, topic);
  }

  /** Something that happens to a checkpoint. */
  private interface Damage {
    void doTo(Path checkpoint) throws IOException;
  }

  private static Path last(Path log) throws IOException {
    try (Stream<Path> files = Files.list(log)) {
      return files
          .filter(file -> file.getFileName().toString().matches("\\d+"))
          .max(Comparator.comparingLong(file -> Long.parseLong(file.getFileName().toString())))
          .orElseThrow();
    }
  }

  private static void truncate(Path file) throws IOException {
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(whole, whole.length / 2));
    Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
  }

  @Test
  void eventsThatAreGoneAndTopicsMadeAnewAreRefusedUntilTheLossIsAccepted() {
    StreamedShop shop = StreamedShop.open(Map.of());
    Topic topic = Topic.CLICKSTREAM;
    shop.produce(1, false);
    shop.consume();
    long kept = shop.streamed(topic).count();
    StreamOffsets reached = shop.ranges(topic).get(0);
    shop.produce(2, false);
    shop.deleteBefore(topic, 0, reached.until().get(0) + 1);

    assertThatThrownBy(shop::consume)
        .isInstanceOf(MercatoException.class)
        .hasMessageContaining("no longer has the offsets")
        .hasMessageContaining("--accept-loss");
    assertThat(shop.streamed(topic).count()).isEqualTo(kept);

    assertThat(shop.consume(true).get(topic.name()).read()).isPositive();
    assertUnique(shop, topic);

    shop.makeTopicsAnew();
    shop.produce(3, true);
    assertThatThrownBy(shop::consume)
        .isInstanceOf(MercatoException.class)
        .hasMessageContaining("made anew");
    StreamSnapshot again = shop.consume(true).get(topic.name());
    assertThat(again.duplicates()).isPositive();
    assertThat(again.kept()).isPositive();
    assertUnique(shop, topic);
    assertCoveredFrom(shop, topic, reached);
  }

  private static void assertCoveredFrom(StreamedShop shop, Topic topic, StreamOffsets first) {
    assertThat(shop.ranges(topic).get(0)).isEqualTo(first);
  }

  @Test
  void aSecondConsumerAndATopicThatIsNotThereAreRefused() {
    StreamedShop shop = StreamedShop.open(Map.of());
    assertThatThrownBy(shop::consume)
        .isInstanceOf(MercatoException.class)
        .hasMessageContaining("There is no topic");

    shop.produce(1, false);
    try (ConsumeJob first = shop.start(false)) {
      assertThat(first.snapshots()).hasSize(2);
      assertThatThrownBy(() -> shop.start(false))
          .isInstanceOf(MercatoException.class)
          .hasMessageContaining("is being consumed into its table already");
    }
    assertThat(shop.consume().keySet()).containsExactly("clickstream", "transactions");
  }

  @Test
  void aBatchOfSomeDaysAndAStreamOfOthersFillAMonthAtTheSameTime() throws Exception {
    StreamedShop shop = StreamedShop.open(SMALL_BATCHES);
    Map<String, Long> sent = shop.produce(2, false).acknowledged();
    Map<String, Long> before = rows(shop);
    CompletableFuture<Long> batch = CompletableFuture.supplyAsync(() -> shop.load(3, 5));

    Map<String, StreamSnapshot> streamed = shop.consume();

    long loaded = batch.get();
    assertThat(loaded).isPositive();
    long more = 0;
    for (Topic topic : Topic.ALL) {
      StreamSnapshot figures = streamed.get(topic.name());
      assertThat(figures.read()).isEqualTo(sent.get(topic.name()));
      more += rows(shop).get(topic.name()) - before.get(topic.name()) - figures.kept();
      assertUnique(shop, topic);
      assertCovered(shop, topic);
    }
    assertThat(more).isEqualTo(loaded);
  }

  private static Map<String, Long> rows(StreamedShop shop) {
    Map<String, Long> rows = new TreeMap<>();
    Topic.ALL.forEach(topic -> rows.put(topic.name(), shop.table(topic.table()).count()));
    return rows;
  }

  private static List<String> contents(StreamedShop shop, Topic topic) {
    return shop.streamed(topic)
        .drop("event_month", "load_id")
        .orderBy(topic.table().key().get(0))
        .toJSON()
        .collectAsList();
  }

  private static void assertUnique(StreamedShop shop, Topic topic) {
    String key = topic.table().key().get(0);
    assertThat(shop.table(topic.table()).select(key).distinct().count())
        .isEqualTo(shop.table(topic.table()).count());
  }

  /** The loads' ranges cover each partition from its first offset without gap or overlap. */
  private static void assertCovered(StreamedShop shop, Topic topic) {
    Map<Integer, Long> next = new HashMap<>();
    for (LoadRecord load : shop.loads(topic)) {
      StreamOffsets offsets = StreamOffsets.of(load).orElseThrow();
      assertThat(offsets.size()).isEqualTo(load.read());
      offsets
          .partitions()
          .forEach(
              (partition, range) -> {
                assertThat(range.from()).isEqualTo(next.getOrDefault(partition, 0L));
                next.put(partition, range.until());
              });
    }
    assertThat(next).isNotEmpty();
  }
}
