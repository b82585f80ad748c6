package dev.mercato.cli;

import dev.mercato.core.settings.Settings;
import dev.mercato.streaming.consume.StreamSnapshot;
import dev.mercato.streaming.consume.StreamStatus;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/** Shows what a running consumer says of itself, every second. */
final class StreamWatch {
  private static final long LOOK_MILLIS = 1000;

  /** A consumer says how it is doing every second, and at least after every batch. */
  private static final Duration SILENT = Duration.ofSeconds(15);

  private final StreamStatus status;
  private final PrintWriter out;

  StreamWatch(Settings settings, PrintWriter out) {
    this.status = new StreamStatus(settings);
    this.out = out;
  }

  /** Until the process is stopped. */
  void follow() {
    try {
      while (true) {
        show(status.read());
        Thread.sleep(LOOK_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void show(Optional<StreamStatus.Told> told) {
    if (told.isEmpty()) {
      out.println("No consumer has run here yet; start one with: mercato consume");
    } else {
      Duration silence = Duration.between(told.get().at(), Instant.now());
      new TreeMap<>(told.get().topics())
          .forEach((topic, entry) -> out.println(line(topic, entry, silence)));
    }
    out.flush();
  }

  private static String line(String topic, StreamStatus.Entry entry, Duration silence) {
    StreamSnapshot figures = entry.figures();
    return String.format(
        Locale.ROOT,
        "%-12s  %,6.0f/s  lag %,d  kept %,d  rejected %,d  delay %.1f s%s%s",
        topic,
        figures.eventsPerSecond(),
        entry.lag(),
        figures.kept(),
        figures.rejected(),
        figures.delayP50(),
        figures.orders() == 0
            ? ""
            : String.format(
                Locale.ROOT,
                "  last 5 minutes: %,d orders, %,.2f",
                figures.orders(),
                figures.sales()),
        silence.compareTo(SILENT) < 0
            ? ""
            : "  (said %d s ago: no consumer runs now)".formatted(silence.toSeconds()));
  }
}
