package dev.mercato.simulator.users;

/** What a user gave as gender. */
public enum Gender {
  FEMALE(0, "female"),
  MALE(1, "male"),
  OTHER(2, "other");

  private static final Gender[] ALL = values();

  private final int code;
  private final String label;

  Gender(int code, String label) {
    this.code = code;
    this.label = label;
  }

  /** The one with a code. */
  public static Gender of(int code) {
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
