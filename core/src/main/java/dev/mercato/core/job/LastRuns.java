package dev.mercato.core.job;

import java.util.List;

/**
 * What the last runs did, the latest first.
 *
 * @param unreadable the files among them that are no records, by name: torn ones, which a full disk
 *     leaves
 */
public record LastRuns(List<RunRecord> runs, List<String> unreadable) {

  public LastRuns {
    runs = List.copyOf(runs);
    unreadable = List.copyOf(unreadable);
  }
}
