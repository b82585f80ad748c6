package dev.mercato.streaming.consume;

import dev.mercato.core.MercatoException;
import dev.mercato.core.job.JobContext;
import dev.mercato.core.settings.StreamSettings;
import dev.mercato.core.warehouse.FactTable;
import dev.mercato.core.warehouse.LoadRecord;
import dev.mercato.core.warehouse.StreamLock;
import dev.mercato.streaming.client.KafkaClients;
import dev.mercato.streaming.client.KafkaFailure;
import dev.mercato.streaming.client.Topics;
import dev.mercato.streaming.event.Topic;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.hadoop.conf.Configuration;
import org.apache.kafka.common.KafkaException;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.DataStreamReader;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.streaming.Trigger;

/**
 * One topic on its way into its table: a streaming query with a checkpoint of its own. The table
 * says where it goes on; a checkpoint that says otherwise is put aside.
 */
final class TopicStream implements AutoCloseable {
  private final Topic topic;
  private final KafkaClients clients;
  private final Topics topics;
  private final StreamLock lock;
  private final DeadLetters deadLetters;
  private final BatchLoader loader;
  private final Housekeeping housekeeping;
  private final StreamFigures figures = new StreamFigures();
  private final StreamingQuery query;
  private final long backlog;

  /** Held while a batch is at work: the query is stopped between two. */
  private final ReentrantLock working = new ReentrantLock(true);

  private volatile boolean stopping;

  private TopicStream(JobContext context, ConsumeOptions options, Topic topic, StreamLock lock) {
    this.topic = topic;
    this.lock = lock;
    StreamSettings settings = context.settings().stream();
    this.clients = new KafkaClients(settings);
    this.topics = new Topics(clients);
    Configuration hadoop = context.spark().sparkContext().hadoopConfiguration();
    FactTable facts = context.warehouse().facts(topic.table());
    List<LoadRecord> loads = facts.loads();
    Topics.State state = state(settings);
    StartPosition start = StartPosition.of(topic, state, loads, options.acceptLoss());
    this.backlog = behind(start.offsets(), state.end());
    Checkpoint checkpoint = new Checkpoint(directory(context, topic), topic.name(), hadoop);
    prepare(checkpoint, start);
    this.deadLetters = new DeadLetters(clients, topic);
    this.housekeeping = new Housekeeping(context, facts);
    this.loader =
        new BatchLoader(
            topic,
            context,
            checkpoint,
            deadLetters,
            figures,
            state.id(),
            start.offsets(),
            latest(loads));
    this.query = start(context, options, settings, start, checkpoint);
  }

  /**
   * Starts a topic's stream.
   *
   * @throws MercatoException status 1 if another process consumes it, if no broker answers, if
   *     there is no such topic, or if it does not have what the table should read next
   */
  static TopicStream start(JobContext context, ConsumeOptions options, Topic topic) {
    Configuration hadoop = context.spark().sparkContext().hadoopConfiguration();
    StreamLock lock = StreamLock.take(topic.name(), directory(context, topic), hadoop);
    try {
      return new TopicStream(context, options, topic, lock);
    } catch (RuntimeException | Error e) {
      lock.close();
      throw e;
    }
  }

  private static String directory(JobContext context, Topic topic) {
    return context.settings().locations().checkpoints() + "/" + topic.name();
  }

  private Topics.State state(StreamSettings settings) {
    try {
      Topics.State found =
          topics
              .find(topic.name())
              .orElseThrow(
                  () ->
                      MercatoException.failed(
                          "There is no topic '%s' at the Kafka brokers %s: produce events first, or set stream.brokers."
                              .formatted(topic.name(), settings.brokers())));
      topics.ensure(List.of(topic.deadLetters()), settings.partitions());
      return found;
    } catch (KafkaException e) {
      throw KafkaFailure.explained(
          "Could not ask for the topic '%s'".formatted(topic.name()), settings.brokers(), e);
    }
  }

  /** Leaves a checkpoint where it is only if it agrees with the table. */
  private void prepare(Checkpoint checkpoint, StartPosition start) {
    try {
      Optional<Checkpoint.State> state = checkpoint.state();
      if (state.isPresent() && start.agreesWith(state.get())) {
        return;
      }
      if (state.isPresent()) {
        tell("does not say what the table says");
      }
    } catch (Checkpoint.Damaged e) {
      tell("cannot be used (" + e.getMessage() + ")");
    }
    checkpoint.setAside();
  }

  private void tell(String fault) {
    System.err.printf(
        "The checkpoint of the topic '%s' %s: it is put aside, and the stream goes on from what the table has read.%n",
        topic.name(), fault);
  }

  /** The highest number of a load that a stream has made. */
  private static long latest(List<LoadRecord> loads) {
    return loads.stream()
        .map(LoadRecord::loadId)
        .filter(name -> name.matches("stream-\\d+"))
        .mapToLong(name -> Long.parseLong(name.substring("stream-".length())))
        .max()
        .orElse(0);
  }

  private StreamingQuery start(
      JobContext context,
      ConsumeOptions options,
      StreamSettings settings,
      StartPosition start,
      Checkpoint checkpoint) {
    DataStreamReader source =
        context
            .spark()
            .readStream()
            .format("kafka")
            .option("kafka.bootstrap.servers", settings.brokers())
            .option("subscribe", topic.name())
            .option("startingOffsets", start.startingOffsets(topic))
            .option("includeHeaders", "true")
            .option("failOnDataLoss", "true")
            .option("maxOffsetsPerTrigger", settings.maxBatch());
    for (Map.Entry<String, String> setting : settings.kafka().entrySet()) {
      source = source.option("kafka." + setting.getKey(), setting.getValue());
    }
    VoidFunction2<Dataset<Row>, Long> batch = this::work;
    try {
      return source
          .load()
          .writeStream()
          .queryName(topic.name())
          .option("checkpointLocation", checkpoint.location())
          .trigger(
              options.availableNow()
                  ? Trigger.AvailableNow()
                  : Trigger.ProcessingTime(settings.trigger().toMillis()))
          .foreachBatch(batch)
          .start();
    } catch (TimeoutException e) {
      throw MercatoException.failed(
          "The stream of the topic '%s' did not start (%s)."
              .formatted(topic.name(), e.getMessage()),
          e);
    }
  }

  /**
   * One batch.
   *
   * @throws InterruptedException if the stream is being stopped: the batch has not begun, and is
   *     not to be taken for done
   */
  private void work(Dataset<Row> kafka, long batch) throws InterruptedException {
    working.lock();
    try {
      if (stopping) {
        throw new InterruptedException("The stream is being stopped");
      }
      loader.load(kafka, batch);
      housekeeping.afterBatch();
    } finally {
      working.unlock();
    }
  }

  Topic topic() {
    return topic;
  }

  /** Events that the topic had at the start and the table had not. */
  long backlog() {
    return backlog;
  }

  StreamSnapshot snapshot() {
    return figures.snapshot();
  }

  /** How many events the topic has that the table has not, now. */
  long lag() {
    SortedMap<Integer, Long> position = loader.position();
    return behind(position, topics.ends(topic.name(), position.keySet()));
  }

  private static long behind(Map<Integer, Long> position, Map<Integer, Long> ends) {
    SortedMap<Integer, Long> all = new TreeMap<>(ends);
    all.replaceAll((partition, end) -> end - position.getOrDefault(partition, 0L));
    return all.values().stream().mapToLong(Long::longValue).sum();
  }

  boolean isRunning() {
    return query.isActive();
  }

  /**
   * Throws what ended the query, if anything did.
   *
   * @throws MercatoException status 1, or what the batch itself threw
   */
  void requireHealthy() {
    if (query.exception().isEmpty()) {
      return;
    }
    StreamingQueryException failure = query.exception().get();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof MercatoException ours) {
        throw ours;
      }
    }
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    throw KafkaFailure.explained(
        "The stream of the topic '%s' has failed".formatted(topic.name()), clients.brokers(), root);
  }

  /** Ends the stream after the batch in progress. */
  @Override
  public void close() {
    working.lock();
    try {
      stopping = true;
    } finally {
      working.unlock();
    }
    try {
      query.stop();
    } catch (TimeoutException e) {
      throw MercatoException.failed(
          "The stream of the topic '%s' did not stop in time; nothing is lost."
              .formatted(topic.name()),
          e);
    } finally {
      deadLetters.close();
      topics.close();
      lock.close();
    }
  }
}
