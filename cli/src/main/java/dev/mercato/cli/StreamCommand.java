package dev.mercato.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mercato.core.ExitStatus;
import dev.mercato.core.MercatoException;
import dev.mercato.core.command.PlatformCommand;
import dev.mercato.core.job.JobContext;
import dev.mercato.streaming.broker.PrivateBroker;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Both ends of a stream, with a private broker between them. */
@Command(
    name = "stream",
    description =
        "Stream the days after those that are loaded through a private Kafka broker into the tables, and compare both ends.")
final class StreamCommand extends PlatformCommand {
  private static final double FASTEST = 1e6;

  /** How the result is printed. */
  enum Format {
    TABLE,
    JSON
  }

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "60",
      description = "How long events are sent. Default: ${DEFAULT-VALUE}.")
  int seconds;

  @Option(
      names = "--speed",
      paramLabel = "X",
      defaultValue = "3600",
      description = "So many seconds of the shop in a second. Default: ${DEFAULT-VALUE}.")
  double speed;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table or json. Default: ${DEFAULT-VALUE}.")
  Format format;

  @Override
  protected ExitStatus run(JobContext context) {
    requireSense();
    Path classPath = classPath();
    StreamedDays days = StreamedDays.after(context, Duration.ofSeconds(seconds), speed);
    days.bringUsersUpToDate();
    Path directory = Path.of(context.settings().locations().broker());
    PrivateBroker broker;
    try (var step = context.progress().begin("start a private Kafka broker")) {
      broker = PrivateBroker.start(directory, classPath);
    }
    try (broker) {
      Map<String, StreamCounts> counts =
          new StreamSession(context, days, broker.address(), Duration.ofSeconds(seconds), speed)
              .run();
      boolean agree = counts.values().stream().allMatch(StreamCounts::agree);
      print(counts, agree);
      return agree ? ExitStatus.DONE : ExitStatus.CHECKS_FAILED;
    }
  }

  private void requireSense() {
    if (seconds < 1) {
      throw MercatoException.usage("--seconds must be 1 or more, not %d.".formatted(seconds));
    }
    if (!(speed > 0 && speed <= FASTEST)) {
      throw MercatoException.usage(
          String.format(
              Locale.ROOT, "--speed must be more than 0, up to %.0f, not %s.", FASTEST, speed));
    }
  }

  /** Resolved by the build. */
  private static Path classPath() {
    String checkout = System.getProperty("mercato.checkout");
    if (checkout == null) {
      throw MercatoException.usage(
          "A private broker is started from a checkout: use its ./mercato, or give your own brokers to produce and consume.");
    }
    return Path.of(checkout, "docker", "kafka", "target", "class-path");
  }

  private void print(Map<String, StreamCounts> counts, boolean agree) {
    if (format == Format.JSON) {
      printJson(counts, agree);
      return;
    }
    out()
        .printf(
            "%-14s %10s %10s %10s %10s %10s  %s%n",
            "", "sent", "read", "kept", "rejected", "duplicate", "delay, median and 99 of 100");
    counts.forEach(
        (topic, count) ->
            out()
                .printf(
                    Locale.ROOT,
                    "%-14s %,10d %,10d %,10d %,10d %,10d  %.1f s, %.1f s%s%n",
                    topic,
                    count.sent(),
                    count.figures().read(),
                    count.figures().kept(),
                    count.figures().rejected(),
                    count.figures().duplicates(),
                    count.figures().delayP50(),
                    count.figures().delayP99(),
                    count.backlog() == 0
                        ? ""
                        : String.format(
                            Locale.ROOT, "  (%,d of before were waiting)", count.backlog())));
    out().println(agree ? "Both ends agree." : "The two ends do not agree.");
    out().printf("Next: mercato marts%s%n", sameHome());
  }

  private void printJson(Map<String, StreamCounts> counts, boolean agree) {
    ObjectMapper json = new ObjectMapper();
    ObjectNode root = json.createObjectNode();
    root.put("agree", agree);
    ObjectNode topics = root.putObject("topics");
    counts.forEach(
        (topic, count) ->
            topics
                .putObject(topic)
                .put("sent", count.sent())
                .put("backlog", count.backlog())
                .put("read", count.figures().read())
                .put("kept", count.figures().kept())
                .put("rejected", count.figures().rejected())
                .put("duplicates", count.figures().duplicates())
                .put("loads", count.figures().batches())
                .put("delay_p50_seconds", count.figures().delayP50())
                .put("delay_p99_seconds", count.figures().delayP99()));
    try {
      out().println(json.writerWithDefaultPrettyPrinter().writeValueAsString(root));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
