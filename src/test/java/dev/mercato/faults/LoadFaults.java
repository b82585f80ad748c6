package dev.mercato.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Kills writers, many times: at named points, and at any time. Each is followed by a look at what
 * it has left and by the same work again, see {@link Writer}. What came of it is written to a file
 * after every kill, so that a run that is broken off has its figures, too.
 *
 * <p>Arguments: how many kills, the most minutes to take, a seed, an empty folder for the home, the
 * file for the results.
 */
public final class LoadFaults {
  private static final int KILLED = 137;
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final List<String> TABLES =
      List.of("users", "products", "transactions", "clickstream");

  private final Path home;
  private final Random random;
  private final List<String> jvmFlags = new ArrayList<>();
  private final Map<Integer, Long> millis = new TreeMap<>();
  private final FaultFigures figures = new FaultFigures();

  private LoadFaults(Path home, long seed) {
    this.home = home;
    this.random = new Random(seed);
  }

  /** Runs until so many writers were killed or the time is over; fails if anything was wrong. */
  public static void main(String[] arguments) throws IOException {
    int kills = Integer.parseInt(arguments[0]);
    long minutes = Long.parseLong(arguments[1]);
    long seed = Long.parseLong(arguments[2]);
    Path home = Files.createDirectories(Path.of(arguments[3])).toRealPath();
    Path results = Path.of(arguments[4]);
    LoadFaults faults = new LoadFaults(home, seed);
    faults.prepare();
    faults.kill(kills, System.nanoTime() + Duration.ofMinutes(minutes).toNanos(), results, seed);
    System.out.println(faults.figures.summary());
    System.exit(faults.figures.faults().isEmpty() ? 0 : 1);
  }

  /** The undisturbed run; it also leaves an archive of classes, from which the others start. */
  private void prepare() {
    System.out.println("preparing: every operation once, undisturbed");
    Path archive = home.resolve("classes.jsa");
    List<String> said =
        finish(
            start(
                List.of(
                    "-XX:ArchiveClassesAtExit=" + archive,
                    "-Xlog:cds=off",
                    "-Xlog:cds+dynamic=off"),
                "prepare:" + Cycle.LENGTH));
    for (String line : said) {
      if (line.startsWith("TOOK ")) {
        String[] parts = line.split(" ", 3);
        millis.put(Integer.parseInt(parts[1]), Long.parseLong(parts[2]));
      }
    }
    if (Files.exists(archive)) {
      jvmFlags.addAll(List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds=off"));
    }
  }

  private void kill(int kills, long deadline, Path results, long seed) {
    List<String> check = List.of();
    Optional<FaultFigures.Kill> last = Optional.empty();
    for (int step = 1; figures.kills() < kills && System.nanoTime() < deadline; step++) {
      FaultFigures.Kill kill = plan(step);
      List<String> tasks = new ArrayList<>(check);
      tasks.add("run:" + step + kill.point().map(point -> ":" + point).orElse(""));
      JavaProcess writer = start(jvmFlags, tasks.toArray(String[]::new));
      boolean killed = kill.point().isPresent() ? diesByItself(writer) : killAnyTime(writer, step);
      take(last, writer.lines());
      last = Optional.of(kill.ended(killed));
      check = List.of("check:" + step);
      if (killed) {
        figures.killed();
      }
      report(results, seed);
    }
    if (!check.isEmpty()) {
      take(last, finish(start(jvmFlags, check.toArray(String[]::new))));
    }
    report(results, seed);
  }

  /** One kill in two is at a named point, the others at any time; which is left to chance. */
  private FaultFigures.Kill plan(int step) {
    Operation operation = Cycle.of(step);
    if (random.nextBoolean()) {
      return new FaultFigures.Kill(operation.label(), Optional.empty(), false);
    }
    List<String> points = operation.points();
    List<String> tables =
        operation instanceof Operation.Maintain ? TABLES.subList(2, TABLES.size()) : TABLES;
    return new FaultFigures.Kill(
        operation.label(),
        Optional.of(
            points.get(random.nextInt(points.size()))
                + "@"
                + tables.get(random.nextInt(tables.size()))),
        false);
  }

  private static boolean diesByItself(JavaProcess writer) {
    int status = writer.awaitEnd(PATIENCE);
    if (status != KILLED && status != 0) {
      throw new IllegalStateException("A writer failed:\n" + String.join("\n", writer.lines()));
    }
    return status == KILLED;
  }

  /**
   * Some time between the operation's start and twice as long as the undisturbed one took, whose
   * process had done others before and was warm.
   */
  private boolean killAnyTime(JavaProcess writer, int step) {
    Predicate<String> begun = line -> line.equals("BEGIN " + step);
    if (!writer.await(begun, PATIENCE)) {
      throw new IllegalStateException("A writer failed:\n" + String.join("\n", writer.lines()));
    }
    int inCycle = (step - 1) % Cycle.LENGTH + 1;
    long longest = 2 * Math.max(500, millis.getOrDefault(inCycle, 5_000L));
    boolean ended =
        writer.await(line -> line.equals("END"), Duration.ofMillis(random.nextLong(longest)));
    writer.kill();
    writer.awaitEnd(PATIENCE);
    return !ended;
  }

  private void take(Optional<FaultFigures.Kill> kill, List<String> said) {
    kill.ifPresent(
        before -> {
          figures.take(before, said);
          System.out.println(before.how() + ": " + figures.lastLeft());
        });
  }

  private void report(Path results, long seed) {
    try {
      Files.writeString(results, figures.markdown(seed));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> finish(JavaProcess writer) {
    if (writer.awaitEnd(Duration.ofHours(1)) != 0) {
      throw new IllegalStateException("A writer failed:\n" + String.join("\n", writer.lines()));
    }
    return writer.lines();
  }

  private JavaProcess start(List<String> flags, String... tasks) {
    List<String> arguments = new ArrayList<>(List.of(home.toString()));
    arguments.addAll(List.of(tasks));
    return JavaProcess.start(Writer.class, flags, arguments);
  }
}
