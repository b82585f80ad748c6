package dev.mercato.simulator.walk;

/** What happens in a session. */
public enum EventType {
  PAGE_VIEW(0, "page_view"),
  SEARCH(1, "search"),
  PRODUCT_VIEW(2, "product_view"),
  ADD_TO_CART(3, "add_to_cart"),
  REMOVE_FROM_CART(4, "remove_from_cart"),
  CHECKOUT(5, "checkout"),
  PURCHASE(6, "purchase");

  private static final EventType[] ALL = values();

  private final int code;
  private final String label;

  EventType(int code, String label) {
    this.code = code;
    this.label = label;
  }

  /** The one with a code. */
  public static EventType of(int code) {
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
