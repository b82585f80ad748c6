package dev.mercato.streaming.consume;

import dev.mercato.core.job.JobContext;
import dev.mercato.core.settings.DateRange;
import dev.mercato.core.settings.StreamSettings;
import dev.mercato.core.table.Table;
import dev.mercato.core.warehouse.LoadRecord;
import dev.mercato.core.warehouse.StreamOffsets;
import dev.mercato.etl.load.LoadJob;
import dev.mercato.etl.load.LoadOptions;
import dev.mercato.generator.GenerateJob;
import dev.mercato.streaming.Platform;
import dev.mercato.streaming.SharedBroker;
import dev.mercato.streaming.client.KafkaClients;
import dev.mercato.streaming.event.Topic;
import dev.mercato.streaming.produce.Pace;
import dev.mercato.streaming.produce.ProduceJob;
import dev.mercato.streaming.produce.ProduceOptions;
import dev.mercato.streaming.produce.ProduceRun;
import dev.mercato.streaming.produce.ProducerFigures;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A small shop with a month of data in its tables, and topics of its own. */
final class StreamedShop {
  static final LocalDate FIRST = LocalDate.parse("2025-02-01");

  private final JobContext context;

  private StreamedShop(JobContext context) {
    this.context = context;
  }

  /** The shop with a month loaded, and topics without an event. */
  static StreamedShop open(Map<String, String> more) {
    Map<String, String> options = new TreeMap<>(SharedBroker.settings());
    options.put("shop.users", "400");
    options.put("shop.products", "200");
    options.put("generate.from", "2025-01-01");
    options.put("generate.to", "2025-01-31");
    options.put("load.max-reject-share", "1");
    options.putAll(more);
    StreamedShop shop = new StreamedShop(Platform.fresh(options));
    String batch = new GenerateJob(shop.context).execute().manifest().batch();
    new LoadJob(shop.context, LoadOptions.batch(batch)).execute();
    shop.makeTopicsAnew();
    return shop;
  }

  JobContext context() {
    return context;
  }

  private StreamSettings settings() {
    return context.settings().stream();
  }

  /** Deletes the topics; producers and tests make them again. */
  void makeTopicsAnew() {
    try (Admin admin = new KafkaClients(settings()).admin()) {
      Collection<String> present = admin.listTopics().names().get();
      admin.deleteTopics(present).all().get();
      while (!admin.listTopics().names().get().isEmpty()) {
        Thread.sleep(50);
      }
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sends days; the new sign-ups of those days are not in the tables. */
  ProducerFigures produce(int days, boolean again) {
    ProduceRun run = ProduceRun.ofDays(context.settings().shop(), FIRST, FIRST.plusDays(days - 1L));
    ProduceJob job =
        new ProduceJob(
            settings(), new ProduceOptions(run, new Pace.Unlimited(), again, Optional.empty()));
    job.execute();
    return job.figures();
  }

  /** Loads days of February as a batch; the events among its rows. */
  long load(int firstDay, int lastDay) {
    DateRange days = new DateRange(FIRST.plusDays(firstDay - 1L), FIRST.plusDays(lastDay - 1L));
    JobContext later =
        new JobContext(context.settings().generating(days), context.spark(), context.progress());
    String batch = new GenerateJob(later).execute().manifest().batch();
    return new LoadJob(later, LoadOptions.batch(batch))
        .execute().loads().stream()
            .filter(
                load ->
                    Topic.ALL.stream()
                        .anyMatch(topic -> topic.name().equals(load.record().table())))
            .mapToLong(load -> load.record().kept())
            .sum();
  }

  /** Sends one value as it is. */
  void send(Topic topic, byte[] value) {
    try (KafkaProducer<byte[], byte[]> producer = new KafkaClients(settings()).producer()) {
      producer.send(new ProducerRecord<>(topic.name(), value)).get();
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  void send(Topic topic, String value) {
    send(topic, value.getBytes(StandardCharsets.UTF_8));
  }

  /** Deletes the first events of a partition, as retention does. */
  void deleteBefore(Topic topic, int partition, long offset) {
    try (Admin admin = new KafkaClients(settings()).admin()) {
      admin
          .deleteRecords(
              Map.of(
                  new TopicPartition(topic.name(), partition),
                  RecordsToDelete.beforeOffset(offset)))
          .all()
          .get();
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Reads what the topics have. */
  Map<String, StreamSnapshot> consume() {
    return consume(false);
  }

  Map<String, StreamSnapshot> consume(boolean acceptLoss) {
    try (ConsumeJob job = start(acceptLoss)) {
      while (job.isRunning()) {
        Thread.sleep(50);
      }
      return job.snapshots();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  ConsumeJob start(boolean acceptLoss) {
    return ConsumeJob.start(context, new ConsumeOptions(Topic.ALL, true, acceptLoss));
  }

  Dataset<Row> table(Table table) {
    return Platform.spark()
        .table("`%s`.`%s`".formatted(context.settings().database(), table.name()));
  }

  /** The rows that a stream brought. */
  Dataset<Row> streamed(Topic topic) {
    return table(topic.table())
        .filter("event_month >= '2025-02' OR occurred_at >= TIMESTAMP '2025-02-01 00:00:00'");
  }

  List<LoadRecord> loads(Topic topic) {
    return context.warehouse().facts(topic.table()).loads().stream()
        .filter(load -> load.offsets().isPresent())
        .toList();
  }

  /** The ranges of the loads of a topic, in the order of the loads. */
  List<StreamOffsets> ranges(Topic topic) {
    return loads(topic).stream().flatMap(load -> StreamOffsets.of(load).stream()).toList();
  }

  Path checkpoint(Topic topic) {
    return Path.of(context.settings().locations().checkpoints(), topic.name(), "checkpoint");
  }
}
