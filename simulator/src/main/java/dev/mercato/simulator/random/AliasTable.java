package dev.mercato.simulator.random;

/**
 * Draws an index with given weights from one 64-bit number: Vose's alias method ("A linear
 * algorithm for generating random numbers with a given distribution", IEEE Transactions on Software
 * Engineering 17(9), 1991). A cell is one long, read at once: a threshold of 24 bits and two values
 * of 20, so each probability is exact to 2^-24 over the table's size. A weight of zero is never
 * drawn. Immutable.
 */
public final class AliasTable {

  /** The greatest value that a cell can hold. */
  public static final int MAX_VALUE = (1 << 20) - 1;

  private static final int THRESHOLD_BITS = 24;
  private static final int VALUE_BITS = 20;
  private static final long THRESHOLD_MASK = (1L << THRESHOLD_BITS) - 1;

  private final long[] cells;

  private AliasTable(long[] cells) {
    this.cells = cells;
  }

  /**
   * A table of indices, from 0 on, for weights that are not negative and have a positive, finite
   * sum.
   */
  public static AliasTable of(double... weights) {
    int[] values = new int[weights.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    long[] cells = new long[weights.length];
    fill(cells, 0, values, weights);
    return new AliasTable(cells);
  }

  /** The index that 64 random bits stand for. */
  public int draw(long bits) {
    return value(cells[cell(bits, cells.length)], bits);
  }

  /** The cell, of so many, that the upper half of the bits falls into. */
  public static int cell(long bits, int cells) {
    return (int) (((bits >>> 32) * cells) >>> 32);
  }

  /**
   * The one of a cell's two values that the lower bits choose. Without a branch: one that nobody
   * can predict costs more than all the rest.
   */
  public static int value(long cell, long bits) {
    long stays = ((bits & THRESHOLD_MASK) - (cell & THRESHOLD_MASK)) >>> 63;
    return (int) (cell >>> (THRESHOLD_BITS + VALUE_BITS * stays)) & MAX_VALUE;
  }

  /** The value that a cell gives way to. */
  public static int alias(long cell) {
    return (int) (cell >>> THRESHOLD_BITS) & MAX_VALUE;
  }

  /** The cell's own value. */
  public static int own(long cell) {
    return (int) (cell >>> (THRESHOLD_BITS + VALUE_BITS)) & MAX_VALUE;
  }

  /**
   * The probability, exactly, that a draw that falls into a cell stays with the cell's own value.
   */
  public static double stays(long cell) {
    return (cell & THRESHOLD_MASK) / (double) (THRESHOLD_MASK + 1);
  }

  /**
   * Writes a cell for each value into {@code cells}, from {@code offset} on.
   *
   * @param values 0 to {@link #MAX_VALUE}
   * @param weights theirs
   */
  public static void fill(long[] cells, int offset, int[] values, double[] weights) {
    int n = weights.length;
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    if (!(sum > 0) || Double.isInfinite(sum)) {
      throw new IllegalArgumentException(
          "Cannot draw by weights whose sum is " + sum + ": it must be positive");
    }
    double[] scaled = new double[n];
    int[] small = new int[n];
    int[] large = new int[n];
    int smalls = 0;
    int larges = 0;
    for (int i = 0; i < n; i++) {
      scaled[i] = weights[i] / sum * n;
      if (scaled[i] < 1) {
        small[smalls++] = i;
      } else {
        large[larges++] = i;
      }
    }
    while (smalls > 0 && larges > 0) {
      int poor = small[--smalls];
      int rich = large[larges - 1];
      cells[offset + poor] = cell(scaled[poor], values[poor], values[rich]);
      scaled[rich] -= 1 - scaled[poor];
      if (scaled[rich] < 1) {
        larges--;
        small[smalls++] = rich;
      }
    }
    while (larges > 0) {
      int full = large[--larges];
      cells[offset + full] = cell(1, values[full], values[full]);
    }
    while (smalls > 0) {
      int full = small[--smalls];
      cells[offset + full] = cell(1, values[full], values[full]);
    }
  }

  private static long cell(double share, int own, int alias) {
    long threshold = Math.min((long) (share * (THRESHOLD_MASK + 1)), THRESHOLD_MASK);
    return threshold | (long) alias << THRESHOLD_BITS | (long) own << (THRESHOLD_BITS + VALUE_BITS);
  }
}
