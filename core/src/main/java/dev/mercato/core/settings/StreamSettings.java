package dev.mercato.core.settings;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * How events are streamed.
 *
 * @param brokers the Kafka brokers, as in {@code bootstrap.servers}
 * @param partitions of a topic that is created
 * @param trigger the time from the beginning of one micro-batch to the beginning of the next
 * @param maxBatch the most events of a topic that one micro-batch takes
 * @param maxEventBytes a larger event is rejected
 * @param futureTolerance how much later than it was sent an event may have happened
 * @param mergeEvery the time between merges of a stream's small loads
 * @param patience how long a broker that does not answer is waited for
 * @param kafka further settings of Kafka's clients by their own names, such as those of security
 */
public record StreamSettings(
    String brokers,
    int partitions,
    Duration trigger,
    long maxBatch,
    int maxEventBytes,
    Duration futureTolerance,
    Duration mergeEvery,
    Duration patience,
    Map<String, String> kafka) {
  private static final String KAFKA = "stream.kafka.";

  public StreamSettings {
    kafka = Map.copyOf(kafka);
  }

  static StreamSettings read(SettingsReader reader) {
    Map<String, String> kafka = new TreeMap<>();
    reader
        .beginningWith(KAFKA)
        .forEach((key, value) -> kafka.put(key.substring(KAFKA.length()), value));
    return new StreamSettings(
        reader.text("stream.brokers"),
        (int) reader.integer("stream.partitions", 1, 1_000),
        reader.duration("stream.trigger"),
        reader.integer("stream.max-batch", 1, 1_000_000_000),
        (int) reader.integer("stream.max-event-bytes", 100, 100_000_000),
        reader.duration("stream.future-tolerance"),
        reader.duration("stream.merge-every"),
        reader.duration("stream.patience"),
        kafka);
  }

  /** The same with other brokers. */
  public StreamSettings at(String otherBrokers) {
    return new StreamSettings(
        otherBrokers,
        partitions,
        trigger,
        maxBatch,
        maxEventBytes,
        futureTolerance,
        mergeEvery,
        patience,
        kafka);
  }

  /** The same with more tolerance for events of the future. */
  public StreamSettings tolerating(Duration tolerance) {
    return new StreamSettings(
        brokers,
        partitions,
        trigger,
        maxBatch,
        maxEventBytes,
        tolerance,
        mergeEvery,
        patience,
        kafka);
  }
}
