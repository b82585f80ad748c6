package dev.mercato.simulator.walk;

/** How an order ended. */
public enum OrderStatus {
  COMPLETED(0, "completed"),
  CANCELLED(1, "cancelled"),
  REFUNDED(2, "refunded"),
  FAILED(3, "failed");

  private static final OrderStatus[] ALL = values();

  private final int code;
  private final String label;

  OrderStatus(int code, String label) {
    this.code = code;
    this.label = label;
  }

  /** The one with a code. */
  public static OrderStatus of(int code) {
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
