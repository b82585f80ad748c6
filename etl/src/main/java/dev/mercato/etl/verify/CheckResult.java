package dev.mercato.etl.verify;

/**
 * What came of one check of one subject.
 *
 * @param subject a table, or a part of one
 * @param detail what was found, and where the check failed, what should have been
 */
public record CheckResult(CheckName name, String subject, boolean passed, String detail) {

  /** One sentence. */
  public String sentence() {
    return "%s: %s.".formatted(subject, detail);
  }
}
