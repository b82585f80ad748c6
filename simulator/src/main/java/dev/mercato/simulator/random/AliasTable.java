package dev.mercato.simulator.random;

/**
 * Draws an index with given weights from one 64-bit number: Vose's alias method ("A linear
 * algorithm for generating random numbers with a given distribution", IEEE Transactions on Software
 * Engineering 17(9), 1991). Thresholds have 32 bits, so that each probability is exact to 2^-32
 * over the table's size; a weight of zero is never drawn. Immutable.
 */
public final class AliasTable {

  private final int[] thresholdAndAlias;

  private AliasTable(int[] thresholdAndAlias) {
    this.thresholdAndAlias = thresholdAndAlias;
  }

  /** A table for weights that are not negative and have a positive, finite sum. */
  public static AliasTable of(double... weights) {
    int[] cells = new int[2 * weights.length];
    fill(weights, cells, 0, 2);
    return new AliasTable(cells);
  }

  /** The index that 64 random bits stand for. */
  public int draw(long bits) {
    int index = cell(bits, thresholdAndAlias.length / 2);
    return keeps(bits, thresholdAndAlias[2 * index]) ? index : thresholdAndAlias[2 * index + 1];
  }

  /** The cell that the upper half of the bits falls into. */
  public static int cell(long bits, int cells) {
    return (int) (((bits >>> 32) * cells) >>> 32);
  }

  /** Whether the lower half of the bits stays in its cell rather than move to the cell's alias. */
  public static boolean keeps(long bits, int threshold) {
    return (int) bits + Integer.MIN_VALUE < threshold + Integer.MIN_VALUE;
  }

  /**
   * Writes, for each weight, the cell's threshold and its alias into {@code cells}, from {@code
   * offset} on with {@code stride} integers a cell; further integers of a cell are the caller's.
   */
  public static void fill(double[] weights, int[] cells, int offset, int stride) {
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
      put(cells, offset + stride * poor, scaled[poor], rich);
      scaled[rich] -= 1 - scaled[poor];
      if (scaled[rich] < 1) {
        larges--;
        small[smalls++] = rich;
      }
    }
    while (larges > 0) {
      int full = large[--larges];
      put(cells, offset + stride * full, 1, full);
    }
    while (smalls > 0) {
      int full = small[--smalls];
      put(cells, offset + stride * full, 1, full);
    }
  }

  private static void put(int[] cells, int at, double probability, int alias) {
    long threshold = (long) (probability * 0x1.0p32);
    cells[at] = (int) Math.min(threshold, 0xFFFFFFFFL);
    cells[at + 1] = alias;
  }
}
