package dev.mercato.generator.tables;

import dev.mercato.simulator.catalogue.Catalogue;
import java.time.LocalDate;

/** Goes through the products that are launched by a day. */
final class Launched {

  private final Catalogue catalogue;
  private final long lastDay;
  private int product;

  Launched(Catalogue catalogue, LocalDate lastDay) {
    this.catalogue = catalogue;
    this.lastDay = lastDay.toEpochDay();
  }

  /** Goes on to the next; false when there is none left. */
  boolean next() {
    while (product < catalogue.size()) {
      product++;
      if (catalogue.launchedOn(product) <= lastDay) {
        return true;
      }
    }
    return false;
  }

  /** Where it stands. */
  int id() {
    return product;
  }
}
