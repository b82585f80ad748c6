package dev.mercato.faults;

import dev.mercato.core.job.JobContext;
import dev.mercato.core.table.Registry;
import dev.mercato.core.table.Table;
import dev.mercato.etl.verify.CheckResult;
import dev.mercato.etl.verify.VerifyJob;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Looks at what a killed writer has left, and has it put in order. */
final class Aftermath {
  private final JobContext context;
  private final Contents before;
  private final Contents after;
  private final List<String> faults = new ArrayList<>();

  /**
   * @param before what readers see before the operation that was killed
   * @param after what they see after it, undisturbed
   */
  Aftermath(JobContext context, Contents before, Contents after) {
    this.context = context;
    this.before = before;
    this.after = after;
  }

  /** How far the writer got, as readers see it: a load is of one table, whole or not at all. */
  enum Left {
    NOTHING,
    SOME_TABLES,
    ALL_TABLES,
    /** The operation changes nothing that readers see. */
    NO_CHANGE
  }

  /** What was wrong; empty if all is as promised. */
  List<String> faults() {
    return List.copyOf(faults);
  }

  /** Checks all or nothing, recovers, and checks that nothing is missing or left over. */
  Left examine() {
    Contents found = Contents.read(context);
    int done = 0;
    int changing = 0;
    for (Table table : Registry.LOADED) {
      String name = table.name();
      String was = before.tables().get(name);
      String should = after.tables().get(name);
      String is = found.tables().get(name);
      if (!is.equals(was) && !is.equals(should)) {
        faults.add("readers see %s in '%s', neither %s nor %s".formatted(is, name, was, should));
      }
      if (!Objects.equals(was, should)) {
        changing++;
        done += is.equals(should) ? 1 : 0;
      }
    }
    recover(found);
    return changing == 0
        ? Left.NO_CHANGE
        : done == 0 ? Left.NOTHING : done == changing ? Left.ALL_TABLES : Left.SOME_TABLES;
  }

  private void recover(Contents found) {
    if (!context.warehouse().exists()) {
      return;
    }
    context.warehouse().recover();
    Contents recovered = Contents.read(context);
    if (!recovered.tables().equals(found.tables())) {
      faults.add("recovery changed %s to %s".formatted(found.tables(), recovered.tables()));
    }
    for (Table table : Registry.LOADED) {
      String name = table.name();
      boolean committed = recovered.tables().get(name).equals(after.tables().get(name));
      boolean pending = recovered.tables().get(name).equals(before.tables().get(name));
      String rejects = recovered.rejects().get(name);
      if (!(committed && rejects.equals(after.rejects().get(name)))
          && !(pending && rejects.equals(before.rejects().get(name)))) {
        faults.add("'%s' has rejects that are not its own: %s".formatted(name, rejects));
      }
    }
    verify();
  }

  /** Runs the operation again; the tables must then be as if nothing had happened. */
  void repeat(Operation operation) {
    operation.run(context);
    compare(Contents.read(context));
  }

  private void compare(Contents found) {
    difference("tables", found.tables(), after.tables()).ifPresent(faults::add);
    difference("rejects", found.rejects(), after.rejects()).ifPresent(faults::add);
    difference("loads", found.loads(), after.loads()).ifPresent(faults::add);
  }

  private static Optional<String> difference(String what, Object found, Object expected) {
    return found.equals(expected)
        ? Optional.empty()
        : Optional.of(
            "after it was run again the %s are %s, undisturbed %s"
                .formatted(what, found, expected));
  }

  private void verify() {
    new VerifyJob(context)
        .execute().failures().stream().map(CheckResult::sentence).forEach(faults::add);
  }
}
