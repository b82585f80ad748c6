package dev.mercato.cli;

import dev.mercato.core.MercatoException;
import dev.mercato.core.job.JobContext;
import dev.mercato.core.settings.Settings;
import dev.mercato.core.settings.StreamSettings;
import dev.mercato.streaming.client.KafkaClients;
import dev.mercato.streaming.client.Topics;
import dev.mercato.streaming.consume.ConsumeJob;
import dev.mercato.streaming.consume.ConsumeOptions;
import dev.mercato.streaming.consume.StreamSnapshot;
import dev.mercato.streaming.consume.StreamStatus;
import dev.mercato.streaming.event.Topic;
import dev.mercato.streaming.produce.Pace;
import dev.mercato.streaming.produce.ProduceJob;
import dev.mercato.streaming.produce.ProduceOptions;
import dev.mercato.streaming.produce.ProduceRun;
import dev.mercato.streaming.produce.ProducerFigures;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Sends events for a while and reads them into the tables at the same time, in one process. */
final class StreamSession {
  private static final long LOOK_MILLIS = 1000;
  private static final int LASTING_EVERY = 10;

  private final JobContext context;
  private final StreamedDays days;
  private final Duration length;
  private final double speed;
  private final StreamStatus status;
  private final boolean live = Boolean.getBoolean("mercato.terminal");

  StreamSession(
      JobContext context, StreamedDays days, String brokers, Duration length, double speed) {
    Settings settings = context.settings();
    StreamSettings stream = settings.stream().at(brokers);
    // Days that are yet to come are no fault of these events.
    StreamSettings tolerant = stream.tolerating(stream.futureTolerance().plus(days.ahead()));
    this.context = new JobContext(settings.with(tolerant), context.spark(), context.progress());
    this.status = new StreamStatus(settings);
    this.days = days;
    this.length = length;
    this.speed = speed;
  }

  /** Both ends' counts by topic, once all that was sent is read. */
  Map<String, StreamCounts> run() {
    StreamSettings settings = context.settings().stream();
    makeTopics(settings);
    ProduceJob producer = new ProduceJob(settings, options());
    try (ConsumeJob consumer =
        ConsumeJob.start(context, new ConsumeOptions(Topic.ALL, false, false))) {
      CompletableFuture<Void> sending = CompletableFuture.runAsync(producer::execute);
      watchUntil(Instant.now().plus(length), producer.figures(), consumer, sending);
      producer.stop();
      await(sending);
      drain(producer.figures(), consumer, settings.patience());
      consumer.close();
      return counts(producer.figures(), consumer);
    } finally {
      producer.stop();
    }
  }

  /** All days from the first on: where an earlier stream ended, this one goes on. */
  private ProduceOptions options() {
    ProduceRun run =
        new ProduceRun(
            days.context().settings().shop(),
            days.first().atStartOfDay(ZoneOffset.UTC).toInstant(),
            Optional.empty());
    return new ProduceOptions(run, new Pace.Speed(speed), false, Optional.empty());
  }

  private static void makeTopics(StreamSettings settings) {
    try (Topics topics = new Topics(new KafkaClients(settings))) {
      topics.ensure(Topic.ALL.stream().map(Topic::name).toList(), settings.partitions());
    }
  }

  private void watchUntil(
      Instant end, ProducerFigures sent, ConsumeJob consumer, CompletableFuture<Void> sending) {
    for (int second = 1; Instant.now().isBefore(end) && !sending.isDone(); second++) {
      pause();
      requireRunning(consumer);
      show(second, sent, consumer);
    }
  }

  private void drain(ProducerFigures sent, ConsumeJob consumer, Duration patience) {
    Instant deadline = Instant.now().plus(patience);
    long before = -1;
    for (int second = 1; waiting(consumer) > 0; second++) {
      long now = waiting(consumer);
      if (now != before) {
        deadline = Instant.now().plus(patience);
        before = now;
      } else if (Instant.now().isAfter(deadline)) {
        return;
      }
      pause();
      requireRunning(consumer);
      show(second, sent, consumer);
    }
    if (live) {
      System.err.print("\r\u001b[K");
    }
  }

  private static long waiting(ConsumeJob consumer) {
    return consumer.lags().values().stream().mapToLong(Long::longValue).sum();
  }

  private static void requireRunning(ConsumeJob consumer) {
    if (!consumer.isRunning()) {
      throw MercatoException.failed("The end that reads has stopped: run the same again.");
    }
  }

  private void show(int second, ProducerFigures sent, ConsumeJob consumer) {
    status.write(consumer.snapshots(), consumer.lags());
    if (!live && second % LASTING_EVERY != 0) {
      return;
    }
    long kept = consumer.snapshots().values().stream().mapToLong(StreamSnapshot::kept).sum();
    double rate =
        consumer.snapshots().values().stream().mapToDouble(StreamSnapshot::eventsPerSecond).sum();
    String line =
        String.format(
            Locale.ROOT,
            "  sent %,d, up to %s   in the tables %,d (%,.0f/s), waiting %,d",
            sent.arrived(),
            sent.clock(),
            kept,
            rate,
            waiting(consumer));
    System.err.print(live ? "\r\u001b[K" + line : line + System.lineSeparator());
    System.err.flush();
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw MercatoException.failed("The stream was interrupted; nothing is lost.", e);
    }
  }

  private static void await(CompletableFuture<Void> sending) {
    try {
      sending.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException ours) {
        throw ours;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw MercatoException.failed("The stream was interrupted; nothing is lost.", e);
    }
  }

  private static Map<String, StreamCounts> counts(ProducerFigures sent, ConsumeJob consumer) {
    Map<String, Long> backlogs = consumer.backlogs();
    Map<String, StreamCounts> counts = new TreeMap<>();
    List<Map.Entry<String, StreamSnapshot>> read = List.copyOf(consumer.snapshots().entrySet());
    for (Map.Entry<String, StreamSnapshot> topic : read) {
      counts.put(
          topic.getKey(),
          new StreamCounts(
              sent.acknowledged().get(topic.getKey()),
              backlogs.get(topic.getKey()),
              topic.getValue()));
    }
    return counts;
  }
}
