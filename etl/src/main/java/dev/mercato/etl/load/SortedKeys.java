package dev.mercato.etl.load;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/**
 * Finds whole numbers that come more than once among many: each task deals its numbers into
 * buckets, a block of eight bytes a number, and the blocks of a bucket are sorted together. On keys
 * that are nearly all different this takes a fraction of an aggregation's time, which builds a hash
 * table of all of them twice.
 */
final class SortedKeys {
  /** Numbers that a task holds before it hands their blocks on. */
  private static final int MOST_HELD = 1 << 20;

  private SortedKeys() {}

  /**
   * The numbers that come more than once, each once.
   *
   * @param numbers one column of type BIGINT; nulls are passed over
   * @param buckets each is held in memory by one task as a whole
   */
  static Dataset<Long> repeated(Dataset<Row> numbers, int buckets) {
    return numbers
        .mapPartitions(
            (MapPartitionsFunction<Row, Tuple2<Integer, byte[]>>) rows -> new Blocks(rows, buckets),
            Encoders.tuple(Encoders.INT(), Encoders.BINARY()))
        .toDF("bucket", "block")
        .repartition(buckets, org.apache.spark.sql.functions.col("bucket"))
        .mapPartitions((MapPartitionsFunction<Row, Long>) SortedKeys::repeatedIn, Encoders.LONG());
  }

  /** The bucket of a number: its bits mixed, as ids may differ in a few of them only. */
  private static int bucket(long number, int buckets) {
    long mixed = number * 0x9E3779B97F4A7C15L;
    return (int) Math.floorMod(mixed >>> 32, (long) buckets);
  }

  private static Iterator<Long> repeatedIn(Iterator<Row> blocks) {
    List<byte[]> all = new ArrayList<>();
    int bytes = 0;
    while (blocks.hasNext()) {
      byte[] block = blocks.next().getAs(1);
      all.add(block);
      bytes = Math.addExact(bytes, block.length);
    }
    long[] numbers = new long[bytes / Long.BYTES];
    int filled = 0;
    for (byte[] block : all) {
      LongBuffer part = ByteBuffer.wrap(block).asLongBuffer();
      int length = part.remaining();
      part.get(numbers, filled, length);
      filled += length;
    }
    all.clear();
    Arrays.sort(numbers);
    List<Long> repeated = new ArrayList<>();
    for (int i = 1; i < numbers.length; i++) {
      boolean again = numbers[i] == numbers[i - 1];
      if (again && (i == 1 || numbers[i - 2] != numbers[i])) {
        repeated.add(numbers[i]);
      }
    }
    return repeated.iterator();
  }

  /** A partition's numbers as blocks, a bucket each, handed on before they become too many. */
  private static final class Blocks implements Iterator<Tuple2<Integer, byte[]>> {
    private final Iterator<Row> rows;
    private final long[][] buckets;
    private final int[] sizes;
    private int next;

    Blocks(Iterator<Row> rows, int buckets) {
      this.rows = rows;
      this.buckets = new long[buckets][16];
      this.sizes = new int[buckets];
      this.next = buckets;
    }

    @Override
    public boolean hasNext() {
      while (true) {
        while (next < sizes.length && sizes[next] == 0) {
          next++;
        }
        if (next < sizes.length) {
          return true;
        }
        if (!rows.hasNext()) {
          return false;
        }
        fill();
      }
    }

    @Override
    public Tuple2<Integer, byte[]> next() {
      if (!hasNext()) {
        throw new java.util.NoSuchElementException();
      }
      ByteBuffer block = ByteBuffer.allocate(sizes[next] * Long.BYTES);
      block.asLongBuffer().put(buckets[next], 0, sizes[next]);
      sizes[next] = 0;
      return new Tuple2<>(next++, block.array());
    }

    private void fill() {
      for (int held = 0; held < MOST_HELD && rows.hasNext(); ) {
        Row row = rows.next();
        if (!row.isNullAt(0)) {
          add(row.getLong(0));
          held++;
        }
      }
      next = 0;
    }

    private void add(long number) {
      int bucket = bucket(number, buckets.length);
      if (sizes[bucket] == buckets[bucket].length) {
        buckets[bucket] = Arrays.copyOf(buckets[bucket], 2 * sizes[bucket]);
      }
      buckets[bucket][sizes[bucket]++] = number;
    }
  }
}
