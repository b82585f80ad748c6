package dev.mercato.etl.marts;

/** Why a mart, or a month of it, was computed. */
public enum Cause {
  ASKED_FOR("asked for"),
  FIRST_TIME("first time"),
  DEFINITION("the mart is defined differently"),
  ORDERS("orders of the month changed"),
  EVENTS("events of the month changed"),
  EARLIER_ORDERS("earlier orders that may be reversed in the month changed"),
  LAST_DAY("the last loaded day is another"),
  CATALOGUE("category or cost of products sold in the month changed"),
  USERS("users changed"),
  PRODUCTS("products changed"),
  MONTHS("the months it stands on changed");

  private final String words;

  Cause(String words) {
    this.words = words;
  }

  /** The cause in words, for people. */
  public String words() {
    return words;
  }
}
