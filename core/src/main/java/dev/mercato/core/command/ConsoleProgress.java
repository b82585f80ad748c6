package dev.mercato.core.command;

import dev.mercato.core.job.Progress;
import dev.mercato.core.job.StepRecord;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.apache.spark.SparkStageInfo;
import org.apache.spark.SparkStatusTracker;
import org.apache.spark.sql.SparkSession;

/**
 * Shows steps on a terminal: a line for each that is done, and on a live terminal a bar for those
 * that are at work.
 */
final class ConsoleProgress implements Progress {
  private static final long REFRESH_MILLIS = 200;
  private static final int BAR_WIDTH = 16;
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintStream out;
  private final boolean live;
  private final boolean lasting;
  private final List<TimedStep> atWork = new ArrayList<>();
  private final List<StepRecord> done = new ArrayList<>();

  /**
   * Progress on a stream.
   *
   * @param live whether the stream is a terminal that can redraw a line
   * @param lasting whether the steps that are done stay on it
   */
  ConsoleProgress(PrintStream out, boolean live, boolean lasting) {
    this.out = out;
    this.live = live;
    this.lasting = lasting;
    if (live) {
      Thread painter = new Thread(this::paint, "progress");
      painter.setDaemon(true);
      painter.start();
    }
  }

  /** The steps that have ended, in the order in which they did. */
  synchronized List<StepRecord> done() {
    return List.copyOf(done);
  }

  @Override
  public synchronized Step begin(String name) {
    TimedStep step = new TimedStep(name);
    atWork.add(step);
    return step;
  }

  private synchronized void end(TimedStep step) {
    atWork.remove(step);
    done.add(new StepRecord(step.name, Math.max(step.rows.get(), 0), step.seconds()));
    out.print(live ? CLEAR_LINE : "");
    if (lasting) {
      String counted =
          step.rows.get() < 0 ? "" : String.format(Locale.ROOT, "%,d rows", step.rows.get());
      out.printf(Locale.ROOT, "  %-40s %16s %8.1f s%n", step.name, counted, step.seconds());
    }
    out.flush();
  }

  private void paint() {
    try {
      while (true) {
        paintOnce();
        Thread.sleep(REFRESH_MILLIS);
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void paintOnce() {
    if (!atWork.isEmpty()) {
      String names = atWork.stream().map(step -> step.name).collect(Collectors.joining(", "));
      double seconds = atWork.get(0).seconds();
      out.printf(Locale.ROOT, "%s  %-40.40s %s %8.1f s", CLEAR_LINE, names, bar(), seconds);
      out.flush();
    }
  }

  private final class TimedStep implements Step {
    private final String name;
    private final long start = System.nanoTime();
    private final AtomicLong rows = new AtomicLong(-1);

    TimedStep(String name) {
      this.name = name;
    }

    @Override
    public void rows(long more) {
      rows.updateAndGet(sum -> Math.max(sum, 0) + more);
    }

    @Override
    public void close() {
      end(this);
    }

    private double seconds() {
      return (System.nanoTime() - start) / 1e9;
    }
  }

  /** The tasks of the stages at work, as a bar; blank while Spark has none. */
  private static String bar() {
    int total = 0;
    int completed = 0;
    scala.Option<SparkSession> session = SparkSession.getDefaultSession();
    if (session.isDefined()) {
      SparkStatusTracker tracker = session.get().sparkContext().statusTracker();
      for (int stage : tracker.getActiveStageIds()) {
        scala.Option<SparkStageInfo> info = tracker.getStageInfo(stage);
        if (info.isDefined()) {
          total += info.get().numTasks();
          completed += info.get().numCompletedTasks();
        }
      }
    }
    if (total == 0) {
      return " ".repeat(BAR_WIDTH + 7);
    }
    int filled = BAR_WIDTH * completed / total;
    return String.format(
        Locale.ROOT,
        "[%s%s] %3d%%",
        "#".repeat(filled),
        ".".repeat(BAR_WIDTH - filled),
        100 * completed / total);
  }
}
