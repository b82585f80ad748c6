package dev.mercato.streaming.produce;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Shows what a producer does: on a live terminal one line that changes, else one now and then. */
final class ProducerDisplay {
  private static final Duration LIVE = Duration.ofSeconds(1);
  private static final Duration LASTING = Duration.ofSeconds(10);

  /** Only from here on a silent broker is worth a word. */
  private static final Duration SILENCE = Duration.ofSeconds(5);

  private final ProducerFigures figures;
  private final PrintStream out;
  private final boolean live;
  private final Thread painter;
  private long before;

  ProducerDisplay(ProducerFigures figures, PrintStream out, boolean live) {
    this.figures = figures;
    this.out = out;
    this.live = live;
    this.painter = new Thread(this::paint, "producer's figures");
    painter.setDaemon(true);
    painter.start();
  }

  private void paint() {
    Duration every = live ? LIVE : LASTING;
    try {
      while (true) {
        Thread.sleep(every.toMillis());
        out.print(live ? "\r\u001b[K" + line(every) : line(every) + System.lineSeparator());
        out.flush();
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private String line(Duration every) {
    long arrived = figures.arrived();
    double rate = (arrived - before) / (every.toMillis() / 1e3);
    before = arrived;
    Duration silence = figures.longestWait();
    return String.format(
        Locale.ROOT,
        "  %,.0f events/s  %,d confirmed  %s  %.1f s behind%s",
        rate,
        arrived,
        figures.clock(),
        figures.behind().toMillis() / 1e3,
        silence.compareTo(SILENCE) < 0
            ? ""
            : "  waiting for the brokers for %d s".formatted(silence.toSeconds()));
  }

  /** Shows no more. */
  void end() {
    painter.interrupt();
    if (live) {
      out.print("\r\u001b[K");
      out.flush();
    }
  }
}
