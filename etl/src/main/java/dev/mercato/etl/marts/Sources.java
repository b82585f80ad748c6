package dev.mercato.etl.marts;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a mart, or a month of it, is made from: for each cause of a change the state it is in. Kept
 * beside the mart; where the states differ later, the mart has to be computed again. Only the state
 * of the catalogue is not compared: it is another with every new product, and touches a month only
 * if the category or cost of something sold in it has changed, see {@link CatalogueChange}.
 */
record Sources(Map<Cause, String> states) {

  Sources {
    states = Map.copyOf(states);
  }

  /**
   * The causes whose state is not what it was.
   *
   * @param recorded what {@link #names} told when the mart was made
   */
  static List<Cause> differences(Sources wanted, Map<String, String> recorded) {
    Set<String> names = new HashSet<>(recorded.keySet());
    Map<String, String> states = wanted.names();
    names.addAll(states.keySet());
    names.remove(Cause.CATALOGUE.name());
    List<Cause> causes = new ArrayList<>();
    for (Cause cause : Cause.values()) {
      if (names.remove(cause.name())
          && !states
              .getOrDefault(cause.name(), "")
              .equals(recorded.getOrDefault(cause.name(), ""))) {
        causes.add(cause);
      }
    }
    if (!names.isEmpty()) {
      causes.add(Cause.DEFINITION);
    }
    return causes;
  }

  Map<String, String> names() {
    Map<String, String> names = new TreeMap<>();
    states.forEach((cause, state) -> names.put(cause.name(), state));
    return names;
  }
}
