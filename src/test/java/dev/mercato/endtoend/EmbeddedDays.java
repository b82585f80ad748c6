package dev.mercato.endtoend;

import dev.mercato.core.job.JobContext;
import dev.mercato.core.job.Progress;
import dev.mercato.core.settings.Environment;
import dev.mercato.core.settings.Settings;
import dev.mercato.core.settings.SettingsLoader;
import dev.mercato.core.settings.SettingsSource;
import dev.mercato.core.spark.SparkSessions;
import dev.mercato.core.table.Registry;
import dev.mercato.core.table.ShopTables;
import dev.mercato.core.table.Table;
import dev.mercato.etl.load.LoadJob;
import dev.mercato.etl.load.LoadOptions;
import dev.mercato.etl.marts.MartsJob;
import dev.mercato.etl.marts.MartsOptions;
import dev.mercato.etl.verify.TableFingerprint;
import dev.mercato.faults.JavaProcess;
import dev.mercato.generator.GenerateJob;
import dev.mercato.services.Answers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;

/**
 * A process that works on a home with embedded Spark and metastore. Its arguments are the home and
 * days: each is simulated and loaded, and the marts are built at the end. Then it prints what the
 * tables hold, a line each.
 */
public final class EmbeddedDays {
  /** Users of the shop of these tests. */
  static final String USERS = "300";

  private static final String LINE = "TABLE ";
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private EmbeddedDays() {}

  /** Does it. */
  public static void main(String[] arguments) {
    Path home = Path.of(arguments[0]);
    SparkSession spark = SparkSessions.open(settings(home, Map.of()), "embedded");
    for (String day : List.of(arguments).subList(1, arguments.length)) {
      JobContext context = context(home, spark, Map.of("generate.from", day, "generate.to", day));
      new GenerateJob(context).execute();
      new LoadJob(context, LoadOptions.everything()).execute();
    }
    JobContext context = context(home, spark, Map.of());
    if (arguments.length > 1) {
      new MartsJob(context, MartsOptions.changes()).execute();
    }
    for (Table table : Registry.TABLES) {
      TableFingerprint fingerprint =
          Answers.fingerprint(spark, context.settings().database() + "." + table.name());
      System.out.println(
          LINE + table.name() + " " + Answers.bySpark(spark.sql(fingerprint.sql())).get(0));
    }
    System.exit(0);
  }

  private static JobContext context(Path home, SparkSession spark, Map<String, String> options) {
    return new JobContext(settings(home, options), spark, Progress.silent());
  }

  private static Settings settings(Path home, Map<String, String> more) {
    Map<String, String> options = new HashMap<>(more);
    options.put("shop.users", USERS);
    options.put("spark.master", "local[2]");
    options.put("spark.sql.codegen.wholeStage", "false");
    return SettingsLoader.load(
        new SettingsSource(home, Environment.LOCAL, Optional.empty(), Map.of(), options));
  }

  /**
   * Runs the process; what the tables hold, by their names, but for when they were loaded.
   *
   * @param days to simulate and load before, none to look only
   */
  static Map<String, String> tables(Path home, List<String> days) {
    List<String> arguments = new ArrayList<>(List.of(home.toString()));
    arguments.addAll(days);
    try (JavaProcess process = JavaProcess.start(EmbeddedDays.class, List.of(), arguments)) {
      if (process.awaitEnd(PATIENCE) != 0) {
        throw new IllegalStateException(String.join("\n", process.lines()));
      }
      Map<String, String> tables = new TreeMap<>();
      for (String line : process.lines()) {
        if (line.startsWith(LINE)) {
          String[] parts = line.split(" ", 3);
          tables.put(parts[1], parts[2]);
        }
      }
      tables.remove(ShopTables.LOADS.name());
      return tables;
    }
  }
}
