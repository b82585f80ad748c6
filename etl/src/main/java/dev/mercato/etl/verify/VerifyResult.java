package dev.mercato.etl.verify;

import java.util.List;

/** Every check that was made, in order. */
public record VerifyResult(List<CheckResult> checks) {

  public VerifyResult {
    checks = List.copyOf(checks);
  }

  /** Whether all checks passed. */
  public boolean passed() {
    return failures().isEmpty();
  }

  /** The checks that failed. */
  public List<CheckResult> failures() {
    return checks.stream().filter(check -> !check.passed()).toList();
  }

  /** The checks of that name. */
  public List<CheckResult> of(CheckName name) {
    return checks.stream().filter(check -> check.name() == name).toList();
  }
}
