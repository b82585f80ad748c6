package dev.mercato.simulator.walk;

/** How an order was paid. */
public enum PaymentMethod {
  CREDIT_CARD(0, "credit_card"),
  PAYPAL(1, "paypal"),
  APPLE_PAY(2, "apple_pay"),
  PAY_LATER(3, "pay_later"),
  BANK_TRANSFER(4, "bank_transfer"),
  GIFT_CARD(5, "gift_card");

  private static final PaymentMethod[] ALL = values();

  private final int code;
  private final String label;

  PaymentMethod(int code, String label) {
    this.code = code;
    this.label = label;
  }

  /** The one with a code. */
  public static PaymentMethod of(int code) {
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
