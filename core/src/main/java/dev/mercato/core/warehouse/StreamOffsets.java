package dev.mercato.core.warehouse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a load of a stream has read of its topic. As JSON: {@code
 * {"topic":"clickstream","topic_id":"...","partitions":{"0":{"from":0,"until":120}}}}.
 *
 * @param topicId Kafka's own id of the topic, by which one that was made anew is told from the old
 * @param partitions by number, every partition that the topic had, those without a new event too
 */
public record StreamOffsets(String topic, String topicId, SortedMap<Integer, Range> partitions) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Offsets of one partition: the first that was read, and the one after the last. */
  public record Range(long from, long until) {
    public Range {
      if (from < 0 || until < from) {
        throw new IllegalArgumentException("No range of offsets: %d to %d".formatted(from, until));
      }
    }

    public long size() {
      return until - from;
    }
  }

  public StreamOffsets {
    partitions = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(partitions));
  }

  /** The ranges from one position to a later one; a partition that is not in the first is new. */
  public static StreamOffsets between(
      String topic, String topicId, Map<Integer, Long> from, Map<Integer, Long> until) {
    SortedMap<Integer, Range> ranges = new TreeMap<>();
    until.forEach(
        (partition, end) -> {
          long start = from.getOrDefault(partition, 0L);
          ranges.put(partition, new Range(start, Math.max(start, end)));
        });
    return new StreamOffsets(topic, topicId, ranges);
  }

  /** The offsets that a load tells; none for a batch, or if something else wrote them. */
  public static Optional<StreamOffsets> of(LoadRecord load) {
    return load.offsets().flatMap(StreamOffsets::parse);
  }

  static Optional<StreamOffsets> parse(String json) {
    try {
      JsonNode root = JSON.readTree(json);
      if (!root.hasNonNull("topic") || !root.hasNonNull("topic_id")) {
        return Optional.empty();
      }
      SortedMap<Integer, Range> ranges = new TreeMap<>();
      for (Map.Entry<String, JsonNode> entry : root.path("partitions").properties()) {
        ranges.put(
            Integer.valueOf(entry.getKey()),
            new Range(
                entry.getValue().path("from").asLong(), entry.getValue().path("until").asLong()));
      }
      return Optional.of(
          new StreamOffsets(root.get("topic").asText(), root.get("topic_id").asText(), ranges));
    } catch (JsonProcessingException | IllegalArgumentException notOurs) {
      return Optional.empty();
    }
  }

  /** How far a table has read a topic, by partition: up to the furthest load. */
  public static SortedMap<Integer, Long> reached(
      Collection<LoadRecord> loads, String topic, String topicId) {
    SortedMap<Integer, Long> reached = new TreeMap<>();
    loads.stream()
        .flatMap(load -> of(load).stream())
        .filter(offsets -> offsets.topic().equals(topic) && offsets.topicId().equals(topicId))
        .forEach(
            offsets ->
                offsets
                    .partitions()
                    .forEach((number, range) -> reached.merge(number, range.until(), Math::max)));
    return reached;
  }

  public String toJson() {
    ObjectNode root = JSON.createObjectNode();
    root.put("topic", topic);
    root.put("topic_id", topicId);
    ObjectNode all = root.putObject("partitions");
    partitions.forEach(
        (number, range) ->
            all.putObject(Integer.toString(number))
                .put("from", range.from())
                .put("until", range.until()));
    return root.toString();
  }

  /** How many offsets are in the ranges. */
  public long size() {
    return partitions.values().stream().mapToLong(Range::size).sum();
  }

  /** The position at the end of the ranges. */
  public SortedMap<Integer, Long> until() {
    SortedMap<Integer, Long> until = new TreeMap<>();
    partitions.forEach((number, range) -> until.put(number, range.until()));
    return until;
  }
}
