package dev.mercato.ml.command;

import dev.mercato.core.command.CommandRunner;
import dev.mercato.core.command.SettingsCommand;
import dev.mercato.ml.model.ModelsCommand;
import dev.mercato.ml.pages.ModelReportCommand;
import picocli.CommandLine.Command;

/** The commands of this module's own jar, for spark-submit. */
@Command(
    name = "ml",
    description = "Trains, evaluates, applies and watches the models.",
    subcommands = {
      TrainCommand.class,
      ScoreCommand.class,
      MonitorCommand.class,
      ModelsCommand.class,
      ModelReportCommand.class,
      SettingsCommand.class
    })
public final class Ml {
  private Ml() {}

  public static void main(String[] arguments) {
    int status = CommandRunner.run(new Ml(), arguments);
    if (status != 0) {
      System.exit(status);
    }
  }
}
