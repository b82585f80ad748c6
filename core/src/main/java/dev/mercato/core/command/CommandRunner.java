package dev.mercato.core.command;

import dev.mercato.core.ExitStatus;
import dev.mercato.core.settings.Environment;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;

/** Runs a command line; every error becomes one sentence on standard error and an exit status. */
public final class CommandRunner {
  private CommandRunner() {}

  /** Runs the arguments and returns the exit status. */
  public static int run(Object command, String... arguments) {
    CommandLine line =
        new CommandLine(command)
            .registerConverter(Environment.class, new EnvironmentConverter())
            .registerConverter(LocalDate.class, new DateConverter())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setUsageHelpAutoWidth(true)
            .setExecutionStrategy(CommandRunner::execute)
            .setParameterExceptionHandler(CommandRunner::wrongUsage)
            .setExecutionExceptionHandler(CommandRunner::failed);
    giveHelp(line);
    return line.execute(arguments);
  }

  /** {@code --help} and {@code --version} on every command. */
  private static void giveHelp(CommandLine line) {
    line.getCommandSpec().mixinStandardHelpOptions(true);
    line.getSubcommands().values().forEach(CommandRunner::giveHelp);
  }

  /** Runs the command. Of what it throws, picocli itself would let an {@link Error} through. */
  private static int execute(ParseResult parsed) {
    try {
      return new RunLast().execute(parsed);
    } catch (Error e) {
      List<CommandLine> lines = parsed.asCommandLineList();
      throw new ExecutionException(lines.get(lines.size() - 1), "The command has failed", e);
    }
  }

  private static int wrongUsage(ParameterException error, String[] arguments) {
    CommandLine line = error.getCommandLine();
    PrintWriter err = line.getErr();
    err.printf(
        "%s: %s. See '%s --help'.%n",
        line.getCommandSpec().qualifiedName(), fault(error), line.getCommandSpec().qualifiedName());
    err.flush();
    return ExitStatus.USAGE.code();
  }

  private static String fault(ParameterException error) {
    boolean isCommand =
        error instanceof UnmatchedArgumentException unmatched
            && !unmatched.isUnknownOption()
            && !error.getCommandLine().getSubcommands().isEmpty();
    return isCommand
        ? "There is no command '%s'"
            .formatted(((UnmatchedArgumentException) error).getUnmatched().get(0))
        : error.getMessage().replaceAll("[.\\s]+$", "");
  }

  private static int failed(Exception error, CommandLine line, ParseResult parsed) {
    Failure failure = Failure.of(error);
    PrintWriter err = line.getErr();
    err.printf("%s: %s%n", line.getCommandSpec().qualifiedName(), failure.sentence());
    if (parsed.expandedArgs().contains("--verbose")
        || Boolean.parseBoolean(System.getenv("MERCATO_VERBOSE"))) {
      error.printStackTrace(err);
    }
    err.flush();
    return failure.status().code();
  }
}
