package dev.mercato.core.command;

import dev.mercato.core.ExitStatus;
import dev.mercato.core.home.HomeLock;
import dev.mercato.core.job.JobContext;
import dev.mercato.core.settings.Environment;
import dev.mercato.core.settings.Settings;
import dev.mercato.core.spark.SparkSessions;
import dev.mercato.core.warehouse.Warehouse;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * A command that works on the platform: it reads the settings, takes the home, opens Spark, does
 * its work and keeps a record of it.
 */
public abstract class PlatformCommand implements Callable<Integer> {
  @Mixin CommonOptions common = new CommonOptions();

  @Spec CommandSpec spec;

  /**
   * The command's work. Results go to {@link #out()}; steps to the context's progress.
   *
   * @return how it ended, where that is not an error
   */
  protected abstract ExitStatus run(JobContext context);

  /** Options of this command that stand for settings, by the settings' keys. */
  protected Map<String, String> settingsOptions() {
    return Map.of();
  }

  /** Whether the run is kept in the run log; queries are not. */
  protected boolean isRecorded() {
    return true;
  }

  /** Where results go. */
  protected final PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /** The settings, for what can be told without Spark. */
  protected final Settings settings() {
    return common.settings(settingsOptions(), System.getenv());
  }

  @Override
  public Integer call() {
    Logs.configure(common.isVerbose(System.getenv()));
    Settings settings = settings();
    if (settings.environment() == Environment.CLUSTER) {
      return open(settings);
    }
    try (HomeLock lock = HomeLock.take(settings.home(), spec.name())) {
      return open(settings);
    }
  }

  /** What a next command needs to work on the same home; nothing where the default does. */
  protected final String sameHome() {
    return common
        .home
        .map(Path::toString)
        .map(home -> home.contains(" ") ? " --home '%s'".formatted(home) : " --home " + home)
        .orElse("");
  }

  private int open(Settings settings) {
    Instant start = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    ConsoleProgress progress =
        new ConsoleProgress(System.err, Boolean.getBoolean("mercato.terminal"), isRecorded());
    SparkSession spark;
    try (var step = progress.begin("start Spark")) {
      spark = SparkSessions.open(settings, spec.name());
    }
    try {
      FileSystemAnswers.require(settings.locations(), spark.sparkContext().hadoopConfiguration());
      ExitStatus status = finished(new JobContext(settings, spark, progress), start, progress);
      out().flush();
      return status.code();
    } finally {
      spark.stop();
    }
  }

  private ExitStatus finished(JobContext context, Instant start, ConsoleProgress progress) {
    Supplier<ExitStatus> work =
        () -> {
          prepare(context);
          return run(context);
        };
    if (!isRecorded()) {
      return work.get();
    }
    List<String> arguments = spec.commandLine().getParseResult().originalArgs();
    return new RecordedRun(spec, arguments, start, progress::done, context.runLog()).finish(work);
  }

  /** Puts in order what a killed writer left, and makes table names resolve. */
  private static void prepare(JobContext context) {
    Warehouse warehouse = context.warehouse();
    if (warehouse.exists()) {
      warehouse.recover();
      context.spark().catalog().setCurrentDatabase(context.settings().database());
    }
  }
}
