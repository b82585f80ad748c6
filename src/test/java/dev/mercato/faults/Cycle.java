package dev.mercato.faults;

import java.util.List;

/** Two batches of half a month come and go in all ways; at the end the tables are empty. */
final class Cycle {
  private static final List<Operation> ALL =
      List.of(
          new Operation.Load(FaultShop.FIRST_HALF),
          new Operation.Load(FaultShop.SECOND_HALF),
          new Operation.Replace(FaultShop.FIRST_HALF),
          new Operation.Maintain(),
          new Operation.Replace(FaultShop.SECOND_HALF),
          new Operation.Unload(FaultShop.FIRST_HALF),
          new Operation.Load(FaultShop.FIRST_HALF),
          new Operation.Maintain(),
          new Operation.Unload(FaultShop.SECOND_HALF),
          new Operation.Unload(FaultShop.FIRST_HALF));

  /** How many steps go round once. */
  static final int LENGTH = ALL.size();

  /** The operation of a step; steps count from 1 and go round and round. */
  static Operation of(int step) {
    return ALL.get((step - 1) % ALL.size());
  }

  private Cycle() {}
}
