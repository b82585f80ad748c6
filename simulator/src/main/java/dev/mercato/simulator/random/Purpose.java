package dev.mercato.simulator.random;

/**
 * What a random number is drawn for. Each purpose has its own stream, so that a change of one draw
 * leaves every other trait and every other table as it was. Codes are part of the shop's
 * definition: new purposes get new codes.
 */
public enum Purpose {
  USER(1),
  PRODUCT(2),
  WORDS(3),

  SIGNUP_DAY(11),
  SIGNUP_TIME(12),
  VISIT_RATE(13),
  DROPOUT_RATE(14),
  LIFETIME(15),
  CONVERSION(16),
  TASTE(17),
  DEVICE(18),
  TIER(19),
  NAME(20),
  BIRTH(21),
  PLACE(22),
  CHANNEL(23),
  GENDER(24),

  VISITS(31),
  STARTS(32),
  SESSION(33),
  ORDER(34),

  CLUSTER(41),
  NEIGHBOURS(42),
  POPULARITY(43),
  PRICE(44),
  LAUNCH(45),
  PRODUCT_NAME(46),
  RATING(47);

  private final int code;

  Purpose(int code) {
    this.code = code;
  }

  /** The position of this purpose's stream below its parent key. */
  public int code() {
    return code;
  }
}
