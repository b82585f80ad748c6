package dev.mercato.cli;

import dev.mercato.core.command.CommandRunner;
import picocli.CommandLine.Command;

/** The {@code mercato} command line. */
@Command(
    name = "mercato",
    version = "mercato 0.1.0",
    description = "A simulated shop, or a real one's files, in Hive tables on Spark.",
    subcommands = {SqlCommand.class, TablesCommand.class, StatusCommand.class})
public final class Mercato {
  private Mercato() {}

  public static void main(String[] arguments) {
    System.exit(CommandRunner.run(new Mercato(), arguments));
  }
}
