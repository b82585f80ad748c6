package dev.mercato.generator;

import dev.mercato.core.command.CommandRunner;
import picocli.CommandLine.Command;

/** The commands of this module's own jar, for spark-submit. */
@Command(
    name = "generator",
    description = "Simulates the shop.",
    subcommands = GenerateCommand.class)
public final class Generator {
  Generator() {}

  public static void main(String[] arguments) {
    int status = CommandRunner.run(new Generator(), arguments);
    if (status != 0) {
      System.exit(status);
    }
  }
}
