package dev.mercato.faults;

import dev.mercato.core.job.JobContext;
import dev.mercato.core.table.Registry;
import dev.mercato.core.table.Table;
import dev.mercato.core.table.TableKind;
import dev.mercato.core.warehouse.FactPartition;
import dev.mercato.core.warehouse.FactTable;
import dev.mercato.etl.load.LoadJob;
import dev.mercato.etl.load.LoadOptions;
import dev.mercato.etl.load.UnloadJob;
import dev.mercato.etl.maintain.MaintainJob;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a writer does. Each does nothing, or the same again, if it is run a second time. */
sealed interface Operation {

  void run(JobContext context);

  /** The points at which it can be killed. */
  List<String> points();

  /** Its name in results. */
  default String label() {
    return getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
  }

  /** Loads a batch. */
  record Load(String batch) implements Operation {
    @Override
    public void run(JobContext context) {
      new LoadJob(context, LoadOptions.batch(batch)).execute();
    }

    @Override
    public List<String> points() {
      return List.of("before-files", "after-files", "after-rejects", "after-commit", "after-tidy");
    }
  }

  /** Loads the other version of a batch into its place. */
  record Replace(String batch) implements Operation {
    @Override
    public void run(JobContext context) {
      new LoadJob(
              context,
              new LoadOptions(
                  Optional.of(batch), Optional.of(FaultShop.otherRawZone(context)), true))
          .execute();
    }

    @Override
    public List<String> points() {
      return List.of("before-files", "after-files", "after-rejects", "after-commit", "after-tidy");
    }
  }

  /** Takes a batch out. */
  record Unload(String batch) implements Operation {
    @Override
    public void run(JobContext context) {
      if (context.warehouse().loads().stream().anyMatch(load -> load.loadId().equals(batch))) {
        new UnloadJob(context, batch).execute();
      }
    }

    @Override
    public List<String> points() {
      return List.of("after-files", "after-commit", "after-tidy");
    }
  }

  /** Merges whatever a month has, large as it may be, and sweeps. */
  record Maintain() implements Operation {
    @Override
    public void run(JobContext context) {
      mergeMonths(context);
      new MaintainJob(context).execute();
    }

    /** A job of its own accord leaves a partition alone that has half of its month's rows. */
    private static void mergeMonths(JobContext context) {
      for (Table table : Registry.LOADED) {
        if (table.kind() == TableKind.FACT) {
          FactTable facts = context.warehouse().facts(table);
          facts.partitions().stream()
              .collect(
                  Collectors.groupingBy(
                      FactPartition::month,
                      TreeMap::new,
                      Collectors.mapping(FactPartition::name, Collectors.toSet())))
              .forEach(facts::merge);
        }
      }
    }

    @Override
    public List<String> points() {
      return List.of("after-files", "after-vacancy", "after-commit", "after-tidy");
    }
  }
}
