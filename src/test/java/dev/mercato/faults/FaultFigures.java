package dev.mercato.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What came of killing writers. */
final class FaultFigures {
  private final Map<String, Map<Aftermath.Left, Integer>> left = new TreeMap<>();
  private final List<String> faults = new ArrayList<>();
  private final long start = System.nanoTime();
  private int kills;
  private int examined;
  private int escaped;
  private Aftermath.Left lastLeft = Aftermath.Left.NO_CHANGE;

  /**
   * How a writer was to be killed.
   *
   * @param point a named point and a table; none for any time
   * @param killed false if it had ended before, or did not come by that point
   */
  record Kill(String operation, Optional<String> point, boolean killed) {
    Kill ended(boolean wasKilled) {
      return new Kill(operation, point, wasKilled);
    }

    String how() {
      return operation + " | " + point.map(at -> at.replaceAll("@.*", "")).orElse("any time");
    }
  }

  void killed() {
    kills++;
  }

  int kills() {
    return kills;
  }

  List<String> faults() {
    return List.copyOf(faults);
  }

  Aftermath.Left lastLeft() {
    return lastLeft;
  }

  /** Takes down what the next process says about what was left. */
  void take(Kill kill, List<String> said) {
    boolean checked = said.stream().anyMatch(line -> line.startsWith("CHECKED"));
    said.stream().filter(line -> line.startsWith("FAULT")).forEach(faults::add);
    if (!checked) {
      faults.add("after %s nothing could be checked: %s".formatted(kill.how(), said));
      return;
    }
    lastLeft =
        said.stream()
            .filter(line -> line.startsWith("LEFT "))
            .map(line -> Aftermath.Left.valueOf(line.substring("LEFT ".length())))
            .findFirst()
            .orElseThrow();
    if (kill.killed()) {
      examined++;
      left.computeIfAbsent(kill.how(), how -> new TreeMap<>()).merge(lastLeft, 1, Integer::sum);
    } else {
      escaped++;
    }
  }

  String summary() {
    return "%d writers killed, %d aftermaths examined, %d faults"
        .formatted(kills, examined, faults.size());
  }

  /** The figures as a page. */
  String markdown(long seed) {
    StringBuilder page = new StringBuilder();
    page.append("# Writers killed on the embedded metastore\n\n");
    page.append(
        "%s; %d more had ended before they could be killed. Seed %d, %.0f minutes, Java %s on %d cores.\n\n"
            .formatted(
                summary(),
                escaped,
                seed,
                (System.nanoTime() - start) / 60e9,
                Runtime.version().feature(),
                Runtime.getRuntime().availableProcessors()));
    page.append(
        """
        What is checked after each kill, by a new process: readers see of each table either all of the operation or
        nothing; after recovery every row that was read is kept, rejected or a duplicate, and `verify` agrees; the same
        operation run again leaves tables, rejects and `loads` equal to those of a shop that was never disturbed. What
        does not hold is listed as a fault. Counted below is how much of the operation readers saw.

        | operation | killed | nothing | some tables | all tables | no change to see |
        |---|---|---:|---:|---:|---:|
        """);
    left.forEach(
        (how, counts) -> {
          page.append("| ").append(how).append(" |");
          for (Aftermath.Left extent : Aftermath.Left.values()) {
            page.append(String.format(Locale.ROOT, " %d |", counts.getOrDefault(extent, 0)));
          }
          page.append('\n');
        });
    if (!faults.isEmpty()) {
      page.append("\nFaults:\n\n");
      faults.forEach(fault -> page.append("- ").append(fault).append('\n'));
    }
    return page.toString();
  }
}
