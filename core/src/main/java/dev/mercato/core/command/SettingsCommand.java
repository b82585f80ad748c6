package dev.mercato.core.command;

import dev.mercato.core.ExitStatus;
import dev.mercato.core.settings.Setting;
import dev.mercato.core.settings.SettingsLoader;
import java.io.PrintWriter;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the settings that hold. */
@Command(
    name = "settings",
    description = "The settings that hold, and the file, variable or option each comes from.")
public final class SettingsCommand implements Callable<Integer> {
  /** How the settings are printed. */
  enum Format {
    /** Key, value and origin; secrets are not shown. */
    TABLE,
    /** Spark's own, as its spark-defaults.conf has them. */
    SPARK
  }

  /** The keys that Spark, too, takes for those of secrets. */
  private static final Pattern SECRET =
      Pattern.compile("secret|password|token|access[.]?key", Pattern.CASE_INSENSITIVE);

  @Mixin CommonOptions common = new CommonOptions();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description =
          "table, or spark: Spark's own, as spark-defaults.conf has them. Default: table.")
  Format format;

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    SortedMap<String, Setting> values =
        SettingsLoader.values(common.source(Map.of(), System.getenv()));
    PrintWriter out = spec.commandLine().getOut();
    values.forEach(
        (key, setting) -> {
          switch (format) {
            case TABLE ->
                out.printf(
                    "%s = %s  (%s)%n",
                    key,
                    SECRET.matcher(key).find() ? "(not shown)" : setting.value(),
                    setting.origin());
            case SPARK -> {
              if (key.startsWith("spark.")) {
                out.printf("%s %s%n", key, setting.value());
              }
            }
          }
        });
    out.flush();
    return ExitStatus.DONE.code();
  }
}
