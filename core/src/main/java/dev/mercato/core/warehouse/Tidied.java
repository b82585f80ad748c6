package dev.mercato.core.warehouse;

/**
 * What was left behind and is now in order.
 *
 * @param rejects rejects that were dropped, or put back, because their load was not committed
 * @param partitions empty partitions that were dropped
 */
record Tidied(int rejects, int partitions) {
  Tidied plus(Tidied other) {
    return new Tidied(rejects + other.rejects, partitions + other.partitions);
  }
}
