package dev.mercato.streaming.consume;

import dev.mercato.core.MercatoException;
import dev.mercato.core.job.JobContext;
import dev.mercato.streaming.event.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads topics into their tables, each by a stream of its own, until it is closed. */
public final class ConsumeJob implements AutoCloseable {
  private final JobContext context;
  private final List<TopicStream> streams = new ArrayList<>();
  private boolean closed;

  private ConsumeJob(JobContext context) {
    this.context = context;
  }

  /**
   * Starts.
   *
   * @throws MercatoException status 1 if a topic cannot be consumed; then none is
   */
  public static ConsumeJob start(JobContext context, ConsumeOptions options) {
    if (!context.warehouse().exists()) {
      context.warehouse().create();
    }
    ConsumeJob job = new ConsumeJob(context);
    try {
      for (Topic topic : options.topics()) {
        job.streams.add(TopicStream.start(context, options, topic));
      }
      return job;
    } catch (RuntimeException | Error e) {
      job.close();
      throw e;
    }
  }

  /**
   * Whether the streams go on.
   *
   * @throws MercatoException status 1 if one has failed
   */
  public boolean isRunning() {
    streams.forEach(TopicStream::requireHealthy);
    return streams.stream().anyMatch(TopicStream::isRunning);
  }

  /** The figures of each topic. */
  public Map<String, StreamSnapshot> snapshots() {
    Map<String, StreamSnapshot> snapshots = new TreeMap<>();
    streams.forEach(stream -> snapshots.put(stream.topic().name(), stream.snapshot()));
    return snapshots;
  }

  /** Events of each topic that its table has not yet. */
  public Map<String, Long> lags() {
    Map<String, Long> lags = new TreeMap<>();
    streams.forEach(stream -> lags.put(stream.topic().name(), stream.lag()));
    return lags;
  }

  /** Events of each topic that its table had not when the streams started. */
  public Map<String, Long> backlogs() {
    Map<String, Long> backlogs = new TreeMap<>();
    streams.forEach(stream -> backlogs.put(stream.topic().name(), stream.backlog()));
    return backlogs;
  }

  /**
   * Ends the streams, each after its batch in progress, and brings the table of loads up to date.
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    RuntimeException failure = null;
    for (TopicStream stream : streams) {
      try {
        stream.close();
      } catch (RuntimeException e) {
        failure = e;
      }
    }
    if (!streams.isEmpty()) {
      context.warehouse().refreshLoads();
    }
    if (failure != null) {
      throw failure;
    }
  }
}
