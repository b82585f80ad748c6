package dev.mercato.faults;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The process that works and is killed. Its arguments are a home and tasks, done one after the
 * other:
 *
 * <ul>
 *   <li>{@code prepare:N} makes the batches, and does the first N steps undisturbed, to know what
 *       should come out;
 *   <li>{@code run:STEP} does a step in the disturbed database; {@code run:STEP:POINT@TABLE} dies
 *       there;
 *   <li>{@code look:STEP} looks at what a step that was killed has left;
 *   <li>{@code check:STEP} does so, and runs the step again.
 * </ul>
 *
 * <p>It says on standard output what it is at, a line each; a line that begins with {@code FAULT}
 * is what should not be.
 */
public final class Writer {
  /** The property that {@link dev.mercato.core.warehouse.HaltPoint} looks at. */
  private static final String HALT_AT = "mercato.halt-at";

  private final Path home;
  private final FaultShop shop;

  private Writer(Path home) {
    this.home = home;
    this.shop = FaultShop.open(home);
  }

  /** Does the tasks. */
  public static void main(String[] arguments) throws Exception {
    List<String> all = List.of(arguments);
    Writer writer = new Writer(Path.of(all.get(0)));
    for (String task : all.subList(1, all.size())) {
      String[] parts = task.split(":", 3);
      int number = Integer.parseInt(parts[1]);
      switch (parts[0]) {
        case "prepare" -> writer.prepare(number);
        case "run" ->
            writer.run(number, parts.length == 3 ? Optional.of(parts[2]) : Optional.empty());
        case "look" -> writer.look(number);
        case "check" -> writer.check(number);
        default -> throw new IllegalArgumentException(task);
      }
    }
    say("END");
    System.exit(0);
  }

  private void prepare(int steps) throws Exception {
    shop.makeBatches();
    Files.createDirectories(home.resolve("expected"));
    Contents.read(shop.calm()).write(expected(0));
    for (int step = 1; step <= steps; step++) {
      long start = System.nanoTime();
      Cycle.of(step).run(shop.calm());
      long millis = (System.nanoTime() - start) / 1_000_000;
      say("TOOK " + step + " " + millis);
      Contents.read(shop.calm()).write(expected(step));
    }
  }

  /** Where it stands what readers see once a step is done; steps go round and round. */
  private Path expected(int step) {
    int inCycle = step == 0 ? 0 : (step - 1) % Cycle.LENGTH + 1;
    return home.resolve("expected").resolve(Integer.toString(inCycle));
  }

  private void run(int step, Optional<String> haltAt) {
    haltAt.ifPresent(point -> System.setProperty(HALT_AT, point));
    say("BEGIN " + step);
    Cycle.of(step).run(shop.disturbed());
    System.clearProperty(HALT_AT);
    say("DONE " + step);
  }

  private void look(int step) {
    report(step, examined(step));
  }

  private void check(int step) {
    Aftermath aftermath = examined(step);
    aftermath.repeat(Cycle.of(step));
    report(step, aftermath);
    say("CHECKED " + step);
  }

  private Aftermath examined(int step) {
    Aftermath aftermath =
        new Aftermath(
            shop.disturbed(),
            Contents.readFrom(expected(step - 1)),
            Contents.readFrom(expected(step)));
    say("LEFT " + aftermath.examine());
    return aftermath;
  }

  private static void report(int step, Aftermath aftermath) {
    aftermath.faults().forEach(fault -> say("FAULT step %d: %s".formatted(step, fault)));
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
