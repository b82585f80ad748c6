package dev.mercato.streaming.produce;

import dev.mercato.core.settings.StreamSettings;
import dev.mercato.streaming.client.KafkaClients;
import dev.mercato.streaming.client.KafkaFailure;
import dev.mercato.streaming.client.Topics;
import dev.mercato.streaming.event.EventRow;
import dev.mercato.streaming.event.EventWriter;
import dev.mercato.streaming.event.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.utils.Utils;

/**
 * The topics. An event goes to the partition of its user, as Kafka's own partitioner would place
 * it, so that a user's events stay in order. The first event that fails ends the sending: what
 * comes after it in its partition must not arrive before it.
 */
final class KafkaSink implements EventSink {
  private final KafkaClients clients;
  private final Map<String, Integer> partitions = new TreeMap<>();
  private final SentBefore before;
  private final KafkaProducer<byte[], byte[]> producer;
  private final ProducerFigures figures;
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private final byte[] version = EventWriter.VERSION.getBytes(StandardCharsets.UTF_8);

  /**
   * @param again whether what the topics have is sent once more
   */
  KafkaSink(StreamSettings settings, ProduceRun run, boolean again, ProducerFigures figures) {
    this.clients = new KafkaClients(settings);
    this.figures = figures;
    Map<String, Topics.State> topics = topics(settings);
    topics.forEach((name, topic) -> partitions.put(name, topic.partitions()));
    this.before = again ? SentBefore.nothing() : SentBefore.ask(clients, topics, run.name());
    this.producer = clients.producer();
  }

  private Map<String, Topics.State> topics(StreamSettings settings) {
    List<String> names = new ArrayList<>();
    for (Topic topic : Topic.ALL) {
      names.add(topic.name());
      names.add(topic.deadLetters());
    }
    Map<String, Topics.State> found = new TreeMap<>();
    try (Topics topics = new Topics(clients)) {
      topics.ensure(names, settings.partitions());
      for (Topic topic : Topic.ALL) {
        found.put(topic.name(), topics.find(topic.name()).orElseThrow());
      }
    }
    return found;
  }

  @Override
  public boolean has(EventRow event, EventPosition position) {
    return before.has(event.topic().name(), partition(event), position);
  }

  @Override
  public Optional<LocalDate> resume() {
    return before.resume();
  }

  private int partition(EventRow event) {
    return Utils.toPositive(Utils.murmur2(key(event))) % partitions.get(event.topic().name());
  }

  private static byte[] key(EventRow event) {
    return Long.toString(event.userId()).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of every failure
  public void send(EventRow event, EventPosition position) {
    raiseFailure();
    String topic = event.topic().name();
    EventPosition placed =
        new EventPosition(position.run(), position.day(), position.index(), partitions.get(topic));
    long number = figures.sent(figures.clock());
    ProducerRecord<byte[], byte[]> letter =
        new ProducerRecord<>(
            topic,
            partition(event),
            key(event),
            EventWriter.write(event),
            List.of(
                new RecordHeader(EventWriter.VERSION_HEADER, version),
                new RecordHeader(EventPosition.HEADER, placed.bytes())));
    try {
      producer.send(
          letter,
          (metadata, error) -> {
            if (error == null) {
              figures.acknowledged(number, topic);
            } else {
              fail(error);
            }
          });
    } catch (IllegalStateException closed) {
      raiseFailure();
      throw closed;
    }
  }

  /** No later event may arrive: the client is closed from within, and drops what it holds. */
  private void fail(Exception error) {
    if (failure.compareAndSet(null, error)) {
      producer.close(Duration.ZERO);
    }
  }

  private void raiseFailure() {
    Exception error = failure.get();
    if (error != null) {
      Instant resume = figures.firstWaiting().orElse(figures.clock());
      throw KafkaFailure.explained(
          "The events from %s on did not arrive (%,d did before); run the same again, and it goes on from there"
              .formatted(resume, figures.arrived()),
          clients.brokers(),
          error);
    }
  }

  @Override
  public void flush() {
    producer.flush();
    raiseFailure();
  }

  @Override
  public void close() {
    producer.close(clients.answer());
  }
}
