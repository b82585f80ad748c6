package dev.mercato.streaming.faults;

import dev.mercato.core.job.JobContext;
import dev.mercato.core.job.Progress;
import dev.mercato.core.settings.Environment;
import dev.mercato.core.settings.Settings;
import dev.mercato.core.settings.SettingsLoader;
import dev.mercato.core.settings.SettingsSource;
import dev.mercato.core.spark.SparkSessions;
import dev.mercato.core.table.ShopTables;
import dev.mercato.core.table.Table;
import dev.mercato.core.warehouse.LoadRecord;
import dev.mercato.core.warehouse.StreamOffsets;
import dev.mercato.etl.load.LoadJob;
import dev.mercato.etl.load.LoadOptions;
import dev.mercato.generator.GenerateJob;
import dev.mercato.streaming.client.KafkaClients;
import dev.mercato.streaming.client.Topics;
import dev.mercato.streaming.event.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The home of a shop whose stream is disturbed. A process of its own sets it up and, in the end,
 * compares every event that the topics have with what is in the tables and the rejects.
 */
final class FaultHome {
  private static final Duration POLL = Duration.ofMillis(500);

  private FaultHome() {}

  /** The settings that all processes share, as {@code key=value}. */
  static List<String> settings(String brokers) {
    return List.of(
        "stream.brokers=" + brokers,
        "stream.trigger=300ms",
        "stream.partitions=2",
        "stream.merge-every=20s",
        "stream.patience=60s",
        "shop.users=4000",
        "shop.products=300",
        "generate.from=2025-01-01",
        "generate.to=2025-01-10",
        "load.max-reject-share=1",
        "spark.master=local[2]",
        "spark.ui.enabled=false",
        "spark.sql.shuffle.partitions=2");
  }

  /** {@code setup HOME BROKERS} or {@code audit HOME BROKERS}; status 1 if something is amiss. */
  public static void main(String[] arguments) {
    Map<String, String> options = new TreeMap<>();
    settings(arguments[2])
        .forEach(
            setting ->
                options.put(
                    setting.substring(0, setting.indexOf('=')),
                    setting.substring(setting.indexOf('=') + 1)));
    Settings settings =
        SettingsLoader.load(
            new SettingsSource(
                Path.of(arguments[1]), Environment.LOCAL, Optional.empty(), Map.of(), options));
    SparkSession spark = SparkSessions.open(settings, arguments[0]);
    JobContext context = new JobContext(settings, spark, Progress.silent());
    List<String> faults = new ArrayList<>();
    if (arguments[0].equals("setup")) {
      String batch = new GenerateJob(context).execute().manifest().batch();
      new LoadJob(context, LoadOptions.batch(batch)).execute();
    } else {
      context.warehouse().recover();
      for (Topic topic : Topic.ALL) {
        audit(context, topic, faults);
      }
    }
    spark.stop();
    faults.forEach(System.out::println);
    System.exit(faults.isEmpty() ? 0 : 1);
  }

  private static void audit(JobContext context, Topic topic, List<String> faults) {
    Map<String, Long> sent = sent(context, topic);
    Table table = topic.table();
    String key = table.key().get(0);
    String database = context.settings().database();
    List<Row> kept =
        context
            .spark()
            .sql(
                "SELECT %s FROM %s.%s WHERE load_id NOT LIKE '2025-%%'"
                    .formatted(key, database, table.name()))
            .collectAsList();
    List<Row> rejected =
        context
            .spark()
            .sql(
                "SELECT source FROM %s.%s WHERE table_name = '%s' AND source LIKE '%s/%%'"
                    .formatted(database, ShopTables.REJECTS.name(), table.name(), topic.name()))
            .collectAsList();
    Set<Long> keys = new HashSet<>();
    kept.forEach(row -> keys.add(row.getLong(0)));
    Set<String> sources = new HashSet<>();
    rejected.forEach(row -> sources.add(row.getString(0)));
    Set<Long> expected = new HashSet<>();
    sent.forEach(
        (source, id) -> {
          if (!sources.contains(source)) {
            expected.add(id);
          }
        });
    require(keys.size() == kept.size(), topic, "events doubled", kept.size() - keys.size(), faults);
    require(
        sources.size() == rejected.size(),
        topic,
        "rejects doubled",
        rejected.size() - sources.size(),
        faults);
    Set<Long> lost = new HashSet<>(expected);
    lost.removeAll(keys);
    require(lost.isEmpty(), topic, "events lost", lost.size(), faults);
    Set<Long> more = new HashSet<>(keys);
    more.removeAll(expected);
    require(more.isEmpty(), topic, "events that nobody sent", more.size(), faults);
    coverage(context, topic, sent.size(), faults);
    System.out.printf(
        "%s: %d sent, %d kept, %d rejected%n",
        topic.name(), sent.size(), kept.size(), rejected.size());
  }

  private static void coverage(JobContext context, Topic topic, long sent, List<String> faults) {
    Map<Integer, Long> next = new HashMap<>();
    long loads = 0;
    for (LoadRecord load : context.warehouse().facts(topic.table()).loads()) {
      Optional<StreamOffsets> offsets = StreamOffsets.of(load);
      if (offsets.isEmpty()) {
        continue;
      }
      loads++;
      require(
          offsets.get().size() == load.read(),
          topic,
          "load " + load.loadId() + " reads other",
          1,
          faults);
      offsets
          .get()
          .partitions()
          .forEach(
              (partition, range) -> {
                require(
                    range.from() == next.getOrDefault(partition, 0L),
                    topic,
                    "gap or overlap at " + load.loadId(),
                    1,
                    faults);
                next.put(partition, range.until());
              });
    }
    long covered = next.values().stream().mapToLong(Long::longValue).sum();
    require(covered == sent, topic, "offsets not covered", sent - covered, faults);
    System.out.printf("%s: %d loads%n", topic.name(), loads);
  }

  private static void require(
      boolean holds, Topic topic, String what, long count, List<String> faults) {
    if (!holds) {
      faults.add("%s: %d %s".formatted(topic.name(), count, what));
    }
  }

  /** The key of every event of a topic, by {@code topic/partition/offset}. */
  private static Map<String, Long> sent(JobContext context, Topic topic) {
    KafkaClients clients = new KafkaClients(context.settings().stream());
    Map<String, Long> sent = new HashMap<>();
    String field = "\"" + topic.table().key().get(0) + "\":";
    try (Topics topics = new Topics(clients);
        KafkaConsumer<byte[], byte[]> consumer = clients.consumer()) {
      topics
          .find(topic.name())
          .orElseThrow()
          .end()
          .forEach(
              (number, end) -> {
                TopicPartition partition = new TopicPartition(topic.name(), number);
                consumer.assign(List.of(partition));
                consumer.seek(partition, 0);
                while (consumer.position(partition) < end) {
                  for (ConsumerRecord<byte[], byte[]> event : consumer.poll(POLL)) {
                    String json =
                        new String(event.value(), java.nio.charset.StandardCharsets.UTF_8);
                    int start = json.indexOf(field) + field.length();
                    int stop = start;
                    while (Character.isDigit(json.charAt(stop))) {
                      stop++;
                    }
                    sent.put(
                        "%s/%d/%d".formatted(topic.name(), number, event.offset()),
                        Long.parseLong(json.substring(start, stop)));
                  }
                }
              });
    }
    return sent;
  }
}
