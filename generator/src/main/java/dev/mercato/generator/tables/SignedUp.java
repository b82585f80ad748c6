package dev.mercato.generator.tables;

import dev.mercato.simulator.Shop;
import java.time.LocalDate;

/** Goes through the users of a part who have signed up by the end of its last day. */
final class SignedUp {

  private final Shop shop;
  private final LocalDate lastDay;
  private final long last;
  private long user;

  SignedUp(Shop shop, Part part) {
    this.shop = shop;
    this.lastDay = part.window().to();
    this.last = part.users().last();
    this.user = part.users().first() - 1;
  }

  /** Goes on to the next; false when there is none left. */
  boolean next() {
    while (user < last) {
      user++;
      if (shop.hasSignedUp(user, lastDay)) {
        return true;
      }
    }
    return false;
  }

  /** Where it stands. */
  long id() {
    return user;
  }
}
