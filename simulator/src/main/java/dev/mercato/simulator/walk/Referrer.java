package dev.mercato.simulator.walk;

/** Where a session came from. */
public enum Referrer {
  DIRECT(0, "direct"),
  SEARCH_ENGINE(1, "search_engine"),
  SOCIAL(2, "social"),
  EMAIL(3, "email"),
  ADVERTISEMENT(4, "advertisement"),
  AFFILIATE(5, "affiliate");

  private static final Referrer[] ALL = values();

  private final int code;
  private final String label;

  Referrer(int code, String label) {
    this.code = code;
    this.label = label;
  }

  /** The one with a code. */
  public static Referrer of(int code) {
    return ALL[code];
  }

  /** Its number, from 0 on without gaps. */
  public int code() {
    return code;
  }

  /** Its name in the tables. */
  public String label() {
    return label;
  }
}
