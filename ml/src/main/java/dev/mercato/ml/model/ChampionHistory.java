package dev.mercato.ml.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which versions have been the champion, the present one last. What stands in {@code
 * champion.json}.
 */
record ChampionHistory(List<String> versions) {
  static final ChampionHistory NONE = new ChampionHistory(List.of());

  ChampionHistory {
    versions = List.copyOf(versions);
  }

  Optional<String> champion() {
    return versions.isEmpty() ? Optional.empty() : Optional.of(versions.get(versions.size() - 1));
  }

  ChampionHistory promoted(String version) {
    List<String> later = new ArrayList<>(versions);
    later.add(version);
    return new ChampionHistory(later);
  }

  /** As it was before the last promotion. */
  ChampionHistory rolledBack() {
    return new ChampionHistory(versions.subList(0, versions.size() - 1));
  }
}
