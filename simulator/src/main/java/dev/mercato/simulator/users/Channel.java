package dev.mercato.simulator.users;

/** How a user was won. */
public enum Channel {
  ORGANIC(0, "organic"),
  PAID_SEARCH(1, "paid_search"),
  SOCIAL(2, "social"),
  REFERRAL(3, "referral"),
  EMAIL(4, "email"),
  AFFILIATE(5, "affiliate");

  private static final Channel[] ALL = values();

  private final int code;
  private final String label;

  Channel(int code, String label) {
    this.code = code;
    this.label = label;
  }

  /** The one with a code. */
  public static Channel of(int code) {
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
