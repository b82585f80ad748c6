package dev.mercato.streaming.produce;

import dev.mercato.streaming.event.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What a producer has done so far. Written by the one who sends, read by those who watch. */
public final class ProducerFigures {
  private final AtomicLong sent = new AtomicLong();
  private final Map<String, LongAdder> acknowledged = new ConcurrentHashMap<>();
  private final ConcurrentSkipListMap<Long, Waiting> waiting = new ConcurrentSkipListMap<>();
  private final LongAdder passedOver = new LongAdder();
  private volatile Duration behind = Duration.ZERO;
  private volatile Instant clock = Instant.EPOCH;

  /** An event that was sent and of which nothing was heard yet. */
  private record Waiting(Instant happened, long sentNanos) {}

  ProducerFigures() {
    Topic.ALL.forEach(topic -> acknowledged.put(topic.name(), new LongAdder()));
  }

  /** Begins to wait for an event; the result tells it from others. */
  long sent(Instant happened) {
    long number = sent.getAndIncrement();
    waiting.put(number, new Waiting(happened, System.nanoTime()));
    return number;
  }

  void acknowledged(long number, String topic) {
    waiting.remove(number);
    acknowledged.get(topic).increment();
  }

  void passedOver() {
    passedOver.increment();
  }

  void at(Instant happened, Duration late) {
    clock = happened;
    behind = late;
  }

  /** Events that the brokers have confirmed, by topic. */
  public Map<String, Long> acknowledged() {
    Map<String, Long> counts = new TreeMap<>();
    acknowledged.forEach((topic, count) -> counts.put(topic, count.sum()));
    return counts;
  }

  /** Events that the brokers have confirmed. */
  public long arrived() {
    return acknowledged.values().stream().mapToLong(LongAdder::sum).sum();
  }

  /** Events that were sent, confirmed or not. */
  public long sent() {
    return sent.get();
  }

  /** Events that were there from an earlier start. */
  public long there() {
    return passedOver.sum();
  }

  /** How late the last event was sent. */
  public Duration behind() {
    return behind;
  }

  /** When the last event that was sent happened in the shop. */
  public Instant clock() {
    return clock;
  }

  /** When the first event that is not confirmed happened in the shop. */
  public Optional<Instant> firstWaiting() {
    return Optional.ofNullable(waiting.firstEntry()).map(entry -> entry.getValue().happened());
  }

  /** How long the longest has been waited for. */
  public Duration longestWait() {
    return Optional.ofNullable(waiting.firstEntry())
        .map(entry -> Duration.ofNanos(System.nanoTime() - entry.getValue().sentNanos()))
        .orElse(Duration.ZERO);
  }
}
