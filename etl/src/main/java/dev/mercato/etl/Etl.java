package dev.mercato.etl;

import dev.mercato.core.command.CommandRunner;
import dev.mercato.core.command.SettingsCommand;
import dev.mercato.etl.importing.ImportCommand;
import dev.mercato.etl.load.LoadCommand;
import dev.mercato.etl.load.UnloadCommand;
import dev.mercato.etl.maintain.MaintainCommand;
import dev.mercato.etl.marts.MartsCommand;
import dev.mercato.etl.report.ReportCommand;
import dev.mercato.etl.verify.VerifyCommand;
import picocli.CommandLine.Command;

/** The commands of this module's own jar, for spark-submit. */
@Command(
    name = "etl",
    description = "Imports and loads raw batches, builds marts, reports, maintains, verifies.",
    subcommands = {
      ImportCommand.class,
      LoadCommand.class,
      UnloadCommand.class,
      MartsCommand.class,
      ReportCommand.class,
      MaintainCommand.class,
      VerifyCommand.class,
      SettingsCommand.class
    })
public final class Etl {
  private Etl() {}

  public static void main(String[] arguments) {
    int status = CommandRunner.run(new Etl(), arguments);
    if (status != 0) {
      System.exit(status);
    }
  }
}
