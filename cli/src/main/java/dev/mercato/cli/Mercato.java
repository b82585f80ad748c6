package dev.mercato.cli;

import dev.mercato.core.command.CommandRunner;
import dev.mercato.core.command.SettingsCommand;
import dev.mercato.etl.importing.ImportCommand;
import dev.mercato.etl.load.LoadCommand;
import dev.mercato.etl.load.UnloadCommand;
import dev.mercato.etl.maintain.MaintainCommand;
import dev.mercato.etl.marts.MartsCommand;
import dev.mercato.etl.report.ReportCommand;
import dev.mercato.etl.verify.VerifyCommand;
import dev.mercato.generator.GenerateCommand;
import dev.mercato.ml.command.MonitorCommand;
import dev.mercato.ml.command.ScoreCommand;
import dev.mercato.ml.command.TrainCommand;
import dev.mercato.ml.model.ModelsCommand;
import dev.mercato.ml.pages.ModelReportCommand;
import dev.mercato.streaming.consume.ConsumeCommand;
import dev.mercato.streaming.produce.ProduceCommand;
import picocli.CommandLine.Command;

/** The {@code mercato} command line. */
@Command(
    name = "mercato",
    version = "mercato 0.1.0",
    description = "A simulated shop, or a real one's files, in Hive tables on Spark.",
    subcommands = {
      RunCommand.class,
      GenerateCommand.class,
      ImportCommand.class,
      LoadCommand.class,
      UnloadCommand.class,
      MartsCommand.class,
      TrainCommand.class,
      ScoreCommand.class,
      MonitorCommand.class,
      ModelsCommand.class,
      ModelReportCommand.class,
      ReportCommand.class,
      ProduceCommand.class,
      ConsumeCommand.class,
      StreamCommand.class,
      MaintainCommand.class,
      VerifyCommand.class,
      SqlCommand.class,
      TablesCommand.class,
      StatusCommand.class,
      SettingsCommand.class
    })
public final class Mercato {
  private Mercato() {}

  public static void main(String[] arguments) {
    System.exit(CommandRunner.run(new Mercato(), arguments));
  }
}
