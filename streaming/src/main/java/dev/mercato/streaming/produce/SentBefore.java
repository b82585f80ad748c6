package dev.mercato.streaming.produce;

import dev.mercato.core.MercatoException;
import dev.mercato.streaming.client.KafkaClients;
import dev.mercato.streaming.client.KafkaFailure;
import dev.mercato.streaming.client.Topics;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * The last event of a run that each partition has. A partition takes a producer's events in order,
 * so that of those meant for it all up to the last are there and none after it.
 *
 * <p>If a topic has got more partitions since, events may be meant for another one than they were:
 * then only those before the earliest of the lasts are sure to be there. What is sent twice for
 * that has the same id, and is kept once.
 */
final class SentBefore {
  private static final int FIRST_WINDOW = 500;
  private static final int GROWTH = 4;

  /** Before all events: nothing is sure to be there. */
  private static final EventPosition NOTHING = new EventPosition("", LocalDate.MIN, 0, 0);

  private static final Duration POLL = Duration.ofMillis(500);

  private final Map<TopicPartition, EventPosition> last;
  private final Map<String, EventPosition> sure;

  private SentBefore(Map<TopicPartition, EventPosition> last, Map<String, EventPosition> sure) {
    this.last = last;
    this.sure = sure;
  }

  static SentBefore nothing() {
    return new SentBefore(Map.of(), Map.of());
  }

  /** Asks the topics, which must exist. */
  static SentBefore ask(KafkaClients clients, Map<String, Topics.State> topics, String run) {
    Map<TopicPartition, EventPosition> last = new HashMap<>();
    Map<String, EventPosition> sure = new HashMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer = clients.consumer()) {
      topics.forEach(
          (name, topic) -> {
            topic
                .end()
                .forEach(
                    (number, end) -> {
                      TopicPartition partition = new TopicPartition(name, number);
                      find(consumer, partition, topic.earliest().get(number), end, run, clients)
                          .ifPresent(position -> last.put(partition, position));
                    });
            sureOf(name, topic.partitions(), last).ifPresent(found -> sure.put(name, found));
          });
    } catch (KafkaException e) {
      throw KafkaFailure.explained(
          "Could not ask how far the events were sent", clients.brokers(), e);
    }
    return new SentBefore(last, sure);
  }

  /** Searched from the end, where the run's events are if it was the last to send any. */
  private static Optional<EventPosition> find(
      KafkaConsumer<byte[], byte[]> consumer,
      TopicPartition partition,
      long earliest,
      long end,
      String run,
      KafkaClients clients) {
    consumer.assign(List.of(partition));
    long high = end;
    long window = FIRST_WINDOW;
    while (high > earliest) {
      long low = Math.max(earliest, high - window);
      Optional<EventPosition> found = lastIn(consumer, partition, low, high, run, clients);
      if (found.isPresent()) {
        return found;
      }
      high = low;
      window *= GROWTH;
    }
    return Optional.empty();
  }

  private static Optional<EventPosition> lastIn(
      KafkaConsumer<byte[], byte[]> consumer,
      TopicPartition partition,
      long low,
      long high,
      String run,
      KafkaClients clients) {
    consumer.seek(partition, low);
    Optional<EventPosition> found = Optional.empty();
    long deadline = System.nanoTime() + clients.answer().toNanos();
    while (consumer.position(partition) < high) {
      boolean any = false;
      for (ConsumerRecord<byte[], byte[]> event : consumer.poll(POLL).records(partition)) {
        any = true;
        if (event.offset() < high) {
          found =
              EventPosition.of(event.headers())
                  .filter(position -> position.run().equals(run))
                  .or(keeping(found));
        }
      }
      if (any) {
        deadline = System.nanoTime() + clients.answer().toNanos();
      } else if (System.nanoTime() > deadline) {
        throw MercatoException.failed(
            "Could not ask how far the events were sent: the Kafka brokers at %s do not give back what the topic '%s' has. Try again when they do."
                .formatted(clients.brokers(), partition.topic()));
      }
    }
    return found;
  }

  private static java.util.function.Supplier<Optional<EventPosition>> keeping(
      Optional<EventPosition> found) {
    return () -> found;
  }

  /** Present if the topic had another number of partitions: then what is sure to be there. */
  private static Optional<EventPosition> sureOf(
      String name, int partitions, Map<TopicPartition, EventPosition> last) {
    return last.entrySet().stream()
        .filter(entry -> entry.getKey().topic().equals(name))
        .map(entry -> entry.getValue().partitions())
        .filter(number -> number != partitions)
        .findFirst()
        .map(number -> earliest(name, number, last));
  }

  private static EventPosition earliest(
      String name, int partitions, Map<TopicPartition, EventPosition> last) {
    return IntStream.range(0, partitions)
        .mapToObj(number -> last.getOrDefault(new TopicPartition(name, number), NOTHING))
        .min(EventPosition.BY_TIME)
        .orElse(NOTHING);
  }

  /** Whether the topic has the event already. */
  boolean has(String topic, int partition, EventPosition event) {
    if (sure.containsKey(topic)) {
      return !event.isAfter(sure.get(topic));
    }
    EventPosition known = last.get(new TopicPartition(topic, partition));
    return known != null && !event.isAfter(known);
  }

  /** The day from which on events may be missing, if any of the run were sent. */
  Optional<LocalDate> resume() {
    return last.values().stream().map(EventPosition::day).min(LocalDate::compareTo);
  }
}
