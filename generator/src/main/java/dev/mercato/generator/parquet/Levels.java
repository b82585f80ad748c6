package dev.mercato.generator.parquet;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;

/**
 * Levels of 0 or 1 as data pages of version 1 begin with them: which rows have a value, or where
 * lists begin. Not thread-safe.
 */
final class Levels {

  private static final int INITIAL_BYTES = 1 << 10;
  private static final int PAGE_BYTES = 1 << 14;

  private final RunLengthBitPackingHybridEncoder encoder =
      new RunLengthBitPackingHybridEncoder(
          1, INITIAL_BYTES, PAGE_BYTES, HeapByteBufferAllocator.getInstance());

  /** Begins a page. */
  void start() {
    encoder.reset();
  }

  /** Adds a level. */
  void add(int level) {
    try {
      encoder.writeInt(level);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The levels added. */
  BytesInput bytes() throws IOException {
    BytesInput levels = encoder.toBytes();
    return BytesInput.concat(BytesInput.fromInt((int) levels.size()), levels);
  }

  /** So many times the same level, up to 255: one run. */
  static BytesInput run(int count, int level) {
    int header = count << 1;
    return BytesInput.concat(
        BytesInput.fromInt(sizeOf(header) + 1),
        BytesInput.fromUnsignedVarInt(header),
        BytesInput.from(new byte[] {(byte) level}));
  }

  private static int sizeOf(int unsignedVarInt) {
    return (Integer.SIZE - Integer.numberOfLeadingZeros(unsignedVarInt) + 6) / 7;
  }
}
