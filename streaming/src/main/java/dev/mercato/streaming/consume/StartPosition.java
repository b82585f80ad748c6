package dev.mercato.streaming.consume;

import dev.mercato.core.MercatoException;
import dev.mercato.core.warehouse.LoadRecord;
import dev.mercato.core.warehouse.StreamOffsets;
import dev.mercato.streaming.client.Topics;
import dev.mercato.streaming.event.Topic;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where a stream goes on: after what the table has read, as its own loads say.
 *
 * @param offsets the next to read, by partition
 * @param isNew whether the table has read nothing of the topic
 */
record StartPosition(SortedMap<Integer, Long> offsets, boolean isNew) {

  /**
   * Compares the table with the topic.
   *
   * @param acceptLoss whether to go on with the oldest event that the topic has, where those that
   *     come next are gone
   * @throws MercatoException status 1 if what comes next is not in the topic any more, or never was
   */
  static StartPosition of(
      Topic topic, Topics.State state, List<LoadRecord> loads, boolean acceptLoss) {
    SortedMap<Integer, Long> reached = StreamOffsets.reached(loads, topic.name(), state.id());
    if (reached.isEmpty() && !acceptLoss) {
      refuseMadeAnew(topic, loads);
    }
    SortedMap<Integer, Long> start = new TreeMap<>();
    state
        .earliest()
        .forEach(
            (partition, earliest) -> {
              Optional<Long> next = Optional.ofNullable(reached.get(partition));
              if (next.isPresent() && !acceptLoss) {
                refuseGone(topic, partition, next.get(), earliest);
                refuseCutOff(topic, partition, next.get(), state.end().get(partition));
              }
              long offset = next.orElse(earliest);
              boolean isThere = offset >= earliest && offset <= state.end().get(partition);
              start.put(partition, isThere ? offset : earliest);
            });
    return new StartPosition(start, reached.isEmpty());
  }

  /** Whether the query's checkpoint may be gone on from. */
  boolean agreesWith(Checkpoint.State checkpoint) {
    return !isNew && checkpoint.agreesWith(offsets);
  }

  private static void refuseMadeAnew(Topic topic, List<LoadRecord> loads) {
    Optional<StreamOffsets> other =
        loads.stream()
            .flatMap(load -> StreamOffsets.of(load).stream())
            .filter(offsets -> offsets.topic().equals(topic.name()))
            .findFirst();
    if (other.isPresent()) {
      throw MercatoException.failed(
          "The topic '%s' is not the one that the table has read: it was deleted and made anew. What the old one still had is lost; to read the new one from its beginning, give --accept-loss."
              .formatted(topic.name()));
    }
  }

  private static void refuseGone(Topic topic, int partition, long next, long earliest) {
    if (next < earliest) {
      throw MercatoException.failed(
          "The topic '%s' no longer has the offsets %d to %d of its partition %d, which the table has not read: they are lost. To go on with the oldest event that it has, give --accept-loss."
              .formatted(topic.name(), next, earliest - 1, partition));
    }
  }

  private static void refuseCutOff(Topic topic, int partition, long next, long end) {
    if (next > end) {
      throw MercatoException.failed(
          "The topic '%s' ends at offset %d of its partition %d, and the table has read up to %d: the brokers have lost events. To read the partition from its beginning again, give --accept-loss; events that the table has are left out."
              .formatted(topic.name(), end, partition, next));
    }
  }

  /** As Spark's Kafka source takes it. */
  String startingOffsets(Topic topic) {
    StringBuilder json = new StringBuilder("{\"" + topic.name() + "\":{");
    String comma = "";
    for (Map.Entry<Integer, Long> partition : offsets.entrySet()) {
      json.append(comma).append("\"%d\":%d".formatted(partition.getKey(), partition.getValue()));
      comma = ",";
    }
    return json.append("}}").toString();
  }
}
