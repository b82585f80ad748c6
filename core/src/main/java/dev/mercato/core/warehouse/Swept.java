package dev.mercato.core.warehouse;

/**
 * What a sweep did.
 *
 * @param deleted directories deleted
 * @param bytes what they held
 * @param waiting directories that nothing points to and whose grace period is not over
 */
public record Swept(int deleted, long bytes, int waiting) {
  static final Swept NOTHING = new Swept(0, 0, 0);

  Swept plus(Swept other) {
    return new Swept(deleted + other.deleted, bytes + other.bytes, waiting + other.waiting);
  }
}
