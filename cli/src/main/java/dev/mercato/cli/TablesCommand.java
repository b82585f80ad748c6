package dev.mercato.cli;

import dev.mercato.core.ExitStatus;
import dev.mercato.core.command.PlatformCommand;
import dev.mercato.core.job.JobContext;
import dev.mercato.core.table.Column;
import dev.mercato.core.table.Registry;
import dev.mercato.core.table.Rule;
import dev.mercato.core.table.Table;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the data dictionary, from the registry. */
@Command(name = "tables", description = "The data dictionary: every table, column and check.")
final class TablesCommand extends PlatformCommand {
  @Parameters(paramLabel = "TABLE", arity = "0..1", description = "One table. Default: all.")
  Optional<String> table = Optional.empty();

  @Option(names = "--files", description = "List the files that a table consists of now.")
  boolean files;

  @Override
  public Integer call() {
    if (files) {
      return super.call();
    }
    table.map(Registry::table).ifPresentOrElse(this::describe, this::describeAll);
    out().flush();
    return ExitStatus.DONE.code();
  }

  @Override
  protected ExitStatus run(JobContext context) {
    String database = context.settings().database();
    Registry.TABLES.stream()
        .filter(known -> table.isEmpty() || known.equals(Registry.table(table.get())))
        .filter(known -> context.spark().catalog().tableExists(database, known.name()))
        .flatMap(
            known ->
                java.util.Arrays.stream(
                    context.spark().table(database + "." + known.name()).inputFiles()))
        .sorted()
        .forEach(out()::println);
    return ExitStatus.DONE;
  }

  @Override
  protected boolean isRecorded() {
    return false;
  }

  private void describeAll() {
    Registry.TABLES.forEach(this::describe);
  }

  private void describe(Table known) {
    PrintWriter out = out();
    out.printf("%s%n  %s%n", known.name(), known.comment());
    if (!known.partitionColumns().isEmpty()) {
      out.printf("  partitioned by %s%n", String.join(", ", known.partitionColumns()));
    }
    if (!known.key().isEmpty()) {
      out.printf("  key %s%n", String.join(", ", known.key()));
    }
    for (Column column : known.columns()) {
      out.printf(
          "    %-18s %-14s %-9s %s%s%n",
          column.name(),
          column.type().sql(),
          column.nullable() ? "" : "not null",
          column.comment(),
          column.rules().stream()
              .map(TablesCommand::words)
              .collect(Collectors.joining(", ", column.rules().isEmpty() ? "" : "; ", "")));
    }
    known
        .conditions()
        .forEach(condition -> out.printf("  check %s: %s%n", condition.name(), condition.sql()));
    out.println();
  }

  private static String words(Rule rule) {
    if (rule instanceof Rule.AtLeast atLeast) {
      return "at least " + atLeast.minimum();
    } else if (rule instanceof Rule.MoreThan moreThan) {
      return "more than " + moreThan.bound();
    } else if (rule instanceof Rule.Between between) {
      return "from %s to %s".formatted(between.minimum(), between.maximum());
    } else if (rule instanceof Rule.OneOf oneOf) {
      return "one of " + String.join(", ", oneOf.values());
    } else if (rule instanceof Rule.References references) {
      return "a %s of %s".formatted(references.column(), references.table());
    }
    return "not blank";
  }
}
