package dev.mercato.streaming.consume;

import dev.mercato.core.ExitStatus;
import dev.mercato.core.command.PlatformCommand;
import dev.mercato.core.job.JobContext;
import dev.mercato.streaming.event.Topic;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.util.ShutdownHookManager;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Reads events from Kafka into the tables until it is stopped. */
@Command(
    name = "consume",
    description =
        "Read events from Kafka into the tables, each exactly once, until stopped by Ctrl-C or SIGTERM.")
public final class ConsumeCommand extends PlatformCommand {
  private static final long WATCH_MILLIS = 1000;
  private static final int LASTING_EVERY = 10;

  /** Before Spark's own, which stops all queries as they are. */
  private static final int BEFORE_SPARK = FileSystem.SHUTDOWN_HOOK_PRIORITY + 100;

  private static final int LONGEST_BATCH_MINUTES = 10;

  @Option(
      names = "--topic",
      paramLabel = "NAME",
      description = "transactions or clickstream; may be given twice. Default: both.")
  List<String> topics = List.of();

  @Option(names = "--available-now", description = "Read what the topics have now, then end.")
  boolean availableNow;

  @Option(
      names = "--accept-loss",
      description =
          "Go on with the oldest event that a topic has, where those that come next are gone or the topic was made anew.")
  boolean acceptLoss;

  @Option(
      names = "--brokers",
      paramLabel = "HOST:PORT",
      description = "The Kafka brokers. Default: stream.brokers in the settings.")
  Optional<String> brokers = Optional.empty();

  @Override
  protected Map<String, String> settingsOptions() {
    Map<String, String> options = new TreeMap<>();
    brokers.ifPresent(value -> options.put("stream.brokers", value));
    return options;
  }

  @Override
  protected ExitStatus run(JobContext context) {
    List<Topic> wanted =
        topics.isEmpty() ? Topic.ALL : topics.stream().distinct().map(Topic::named).toList();
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    ShutdownHookManager.get()
        .addShutdownHook(
            () -> end(stop, ended), BEFORE_SPARK, LONGEST_BATCH_MINUTES, TimeUnit.MINUTES);
    ConsumeOptions options = new ConsumeOptions(wanted, availableNow, acceptLoss);
    try (ConsumeJob job = ConsumeJob.start(context, options)) {
      watch(context, job, stop);
      job.close();
      print(job.snapshots());
      return ExitStatus.DONE;
    } finally {
      ended.countDown();
    }
  }

  private static void end(CountDownLatch stop, CountDownLatch ended) {
    stop.countDown();
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void watch(JobContext context, ConsumeJob job, CountDownLatch stop) {
    StreamStatus status = new StreamStatus(context.settings());
    boolean live = Boolean.getBoolean("mercato.terminal");
    try {
      for (int second = 1;
          job.isRunning() && !stop.await(WATCH_MILLIS, TimeUnit.MILLISECONDS);
          second++) {
        Map<String, Long> lags = job.lags();
        status.write(job.snapshots(), lags);
        if (live || second % LASTING_EVERY == 0) {
          show(System.err, live, job.snapshots(), lags);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (live) {
      System.err.print("\r\u001b[K");
    }
  }

  private static void show(
      PrintStream out, boolean live, Map<String, StreamSnapshot> figures, Map<String, Long> lags) {
    StringBuilder line = new StringBuilder(live ? "\r\u001b[K" : "");
    figures.forEach((topic, figure) -> line.append(describe(topic, figure, lags.get(topic))));
    out.print(live ? line.toString() : line + System.lineSeparator());
    out.flush();
  }

  private static String describe(String topic, StreamSnapshot figure, long lag) {
    return String.format(
        Locale.ROOT,
        "  %s %,.0f/s, %,d kept, lag %,d",
        topic,
        figure.eventsPerSecond(),
        figure.kept(),
        lag);
  }

  private void print(Map<String, StreamSnapshot> figures) {
    figures.forEach(
        (topic, figure) ->
            out()
                .printf(
                    Locale.ROOT,
                    "%s: %,d events read, %,d kept, %,d rejected, %,d duplicates in %,d loads; delay %.1f s (median), %.1f s (99 of 100)%n",
                    topic,
                    figure.read(),
                    figure.kept(),
                    figure.rejected(),
                    figure.duplicates(),
                    figure.batches(),
                    figure.delayP50(),
                    figure.delayP99()));
    out().flush();
  }
}
