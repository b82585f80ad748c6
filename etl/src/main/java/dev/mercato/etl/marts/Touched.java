package dev.mercato.etl.marts;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The months of a mart that have to be computed again, and why.
 *
 * @param months the months and the causes
 * @param vanished months of the mart that nothing is loaded of any more
 */
record Touched(SortedMap<YearMonth, List<Cause>> months, SortedSet<YearMonth> vanished) {

  /**
   * Compares what the months should be made from with what they were made from.
   *
   * @param wanted the months there should be
   * @param recorded the months there are, with {@link Sources#names}
   * @param catalogue months with products whose category or cost has changed
   */
  static Touched of(
      Map<YearMonth, Sources> wanted,
      Map<YearMonth, Map<String, String>> recorded,
      Set<YearMonth> catalogue,
      boolean everything) {
    SortedMap<YearMonth, List<Cause>> months = new TreeMap<>();
    wanted.forEach(
        (month, sources) -> {
          List<Cause> causes = new ArrayList<>();
          if (!recorded.containsKey(month)) {
            causes.add(Cause.FIRST_TIME);
          } else {
            causes.addAll(Sources.differences(sources, recorded.get(month)));
            if (catalogue.contains(month)) {
              causes.add(Cause.CATALOGUE);
            }
            if (causes.isEmpty() && everything) {
              causes.add(Cause.ASKED_FOR);
            }
          }
          if (!causes.isEmpty()) {
            months.put(month, List.copyOf(causes));
          }
        });
    SortedSet<YearMonth> vanished = new TreeSet<>(recorded.keySet());
    vanished.removeAll(wanted.keySet());
    return new Touched(months, vanished);
  }

  boolean isEmpty() {
    return months.isEmpty() && vanished.isEmpty();
  }
}
