package dev.mercato.simulator.random;

/**
 * Stateless mixing of 64-bit keys: the finaliser of SplitMix64 (Steele, Lea and Flood, "Fast
 * splittable pseudorandom number generators", OOPSLA 2014, with Stafford's variant 13).
 */
public final class Mix {

  /**
   * 2^64 divided by the golden ratio, made odd: the step between neighbouring positions of a
   * stream.
   */
  public static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private Mix() {}

  /** Scrambles a key so that each input bit moves each output bit about half of the time. */
  public static long mix(long key) {
    long z = (key ^ (key >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /**
   * The 64 bits at a position of the stream that starts at {@code key}; also the key of a stream
   * below it.
   */
  public static long at(long key, long position) {
    return mix(key + position * GOLDEN);
  }

  /** The key of a purpose's stream below {@code key}. */
  public static long at(long key, Purpose purpose) {
    return at(key, purpose.code());
  }

  /** A number in [0, 1) from the upper 53 bits. */
  public static double uniform(long bits) {
    return (bits >>> 11) * 0x1.0p-53;
  }

  /** The uniform number that a key has for a purpose. */
  public static double uniform(long key, Purpose purpose) {
    return uniform(at(key, purpose));
  }
}
