package dev.mercato.core;

/**
 * An error whose message is for the person at the terminal: one sentence that says what could not
 * be done, to what, why, and what to do about it.
 */
public class MercatoException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitStatus status;

  public MercatoException(ExitStatus status, String sentence) {
    super(sentence);
    this.status = status;
  }

  public MercatoException(ExitStatus status, String sentence, Throwable cause) {
    super(sentence, cause);
    this.status = status;
  }

  /** Wrong usage or settings: status 2. */
  public static MercatoException usage(String sentence) {
    return new MercatoException(ExitStatus.USAGE, sentence);
  }

  /** What was asked for could not be done: status 1. */
  public static MercatoException failed(String sentence) {
    return new MercatoException(ExitStatus.FAILED, sentence);
  }

  /** What was asked for could not be done, because of another error: status 1. */
  public static MercatoException failed(String sentence, Throwable cause) {
    return new MercatoException(ExitStatus.FAILED, sentence, cause);
  }

  /** The data did not pass its checks: status 3. */
  public static MercatoException checksFailed(String sentence) {
    return new MercatoException(ExitStatus.CHECKS_FAILED, sentence);
  }

  public ExitStatus status() {
    return status;
  }
}
