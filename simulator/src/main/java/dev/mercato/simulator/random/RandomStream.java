package dev.mercato.simulator.random;

/**
 * A sequence of random numbers below one key (SplitMix64). Reused by setting another key; not
 * thread-safe.
 */
public final class RandomStream {

  private long state;

  /** Starts the sequence that belongs to {@code key} from its beginning. */
  public void restart(long key) {
    state = key;
  }

  /** The next 64 bits. */
  public long next() {
    state += Mix.GOLDEN;
    return Mix.mix(state);
  }

  /** The next number in [0, 1). */
  public double uniform() {
    return Mix.uniform(next());
  }

  /** The next integer in [0, bound). */
  public int below(int bound) {
    return (int) (((next() >>> 32) * bound) >>> 32);
  }
}
