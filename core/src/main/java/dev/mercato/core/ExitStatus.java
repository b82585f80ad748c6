package dev.mercato.core;

/** How a command ended, as its caller sees it: a shell, a scheduler, spark-submit. */
public enum ExitStatus {
  DONE(0),
  FAILED(1),
  /** Wrong usage or wrong settings: nothing was started. */
  USAGE(2),
  /** The data did not pass its checks: no table was changed. */
  CHECKS_FAILED(3);

  private final int code;

  ExitStatus(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
