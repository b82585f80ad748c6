package dev.mercato.etl.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Takes down checks as they are made. */
final class CheckLog {
  private final List<CheckResult> results = new ArrayList<>();

  List<CheckResult> results() {
    return List.copyOf(results);
  }

  /**
   * Compares what was found with what was said.
   *
   * @param found a phrase about what was found, with a place for it
   * @param said a phrase about what it should be, with a place for it
   */
  void equal(
      CheckName name,
      String subject,
      String found,
      Object foundValue,
      String said,
      Object saidValue) {
    boolean passed = Objects.equals(foundValue, saidValue);
    String detail = String.format(Locale.ROOT, found, foundValue);
    results.add(
        new CheckResult(
            name,
            subject,
            passed,
            passed ? detail : detail + ", but " + String.format(Locale.ROOT, said, saidValue)));
  }

  void passed(CheckName name, String subject, String detail) {
    results.add(new CheckResult(name, subject, true, detail));
  }

  void failed(CheckName name, String subject, String detail) {
    results.add(new CheckResult(name, subject, false, detail));
  }
}
