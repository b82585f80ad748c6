package dev.mercato.streaming;

import dev.mercato.core.command.CommandRunner;
import dev.mercato.streaming.consume.ConsumeCommand;
import dev.mercato.streaming.produce.ProduceCommand;
import picocli.CommandLine.Command;

/** The main class of the job jar. */
@Command(
    name = "streaming",
    version = "mercato 0.1.0",
    description = "Events to Kafka, and from Kafka into the tables.",
    subcommands = {ProduceCommand.class, ConsumeCommand.class})
public final class Streaming {
  private Streaming() {}

  public static void main(String[] arguments) {
    System.exit(CommandRunner.run(new Streaming(), arguments));
  }
}
