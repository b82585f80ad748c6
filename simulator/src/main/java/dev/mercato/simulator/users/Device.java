package dev.mercato.simulator.users;

/** What a session runs on. */
public enum Device {
  MOBILE(0, "mobile"),
  DESKTOP(1, "desktop"),
  TABLET(2, "tablet");

  private static final Device[] ALL = values();

  private final int code;
  private final String label;

  Device(int code, String label) {
    this.code = code;
    this.label = label;
  }

  /** The one with a code. */
  public static Device of(int code) {
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
