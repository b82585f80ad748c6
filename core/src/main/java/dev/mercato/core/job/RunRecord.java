package dev.mercato.core.job;

import java.util.List;

/**
 * What one command did.
 *
 * @param startedAt when it was started, ISO 8601 in UTC
 * @param status its exit status
 * @param error the sentence it failed with; empty if it did not fail
 */
public record RunRecord(
    String command,
    List<String> arguments,
    String startedAt,
    double seconds,
    int status,
    String error,
    List<StepRecord> steps) {

  public RunRecord {
    arguments = List.copyOf(arguments);
    steps = List.copyOf(steps);
  }
}
