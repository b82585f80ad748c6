package dev.mercato.simulator.users;

/** The level in the loyalty programme, from the lowest to the highest. */
public enum LoyaltyTier {
  BRONZE(0, "bronze"),
  SILVER(1, "silver"),
  GOLD(2, "gold"),
  PLATINUM(3, "platinum");

  private static final LoyaltyTier[] ALL = values();

  private final int code;
  private final String label;

  LoyaltyTier(int code, String label) {
    this.code = code;
    this.label = label;
  }

  /** The one with a code. */
  public static LoyaltyTier of(int code) {
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
