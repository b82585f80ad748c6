package dev.mercato.generator.parquet;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;

/** Which rows of a page have a value, as data pages of version 1 begin. Not thread-safe. */
final class DefinitionLevels {

  private static final int INITIAL_BYTES = 1 << 10;
  private static final int PAGE_BYTES = 1 << 14;

  private final RunLengthBitPackingHybridEncoder encoder =
      new RunLengthBitPackingHybridEncoder(
          1, INITIAL_BYTES, PAGE_BYTES, HeapByteBufferAllocator.getInstance());

  /** Begins a page. */
  void start() {
    encoder.reset();
  }

  /** Adds a row. */
  void add(boolean hasValue) {
    try {
      encoder.writeInt(hasValue ? 1 : 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rows added. */
  BytesInput bytes() throws IOException {
    BytesInput levels = encoder.toBytes();
    return BytesInput.concat(BytesInput.fromInt((int) levels.size()), levels);
  }

  /** So many rows that all have a value: one run. */
  static BytesInput allDefined(int rows) {
    int header = rows << 1;
    return BytesInput.concat(
        BytesInput.fromInt(sizeOf(header) + 1),
        BytesInput.fromUnsignedVarInt(header),
        BytesInput.from(new byte[] {1}));
  }

  private static int sizeOf(int unsignedVarInt) {
    return (Integer.SIZE - Integer.numberOfLeadingZeros(unsignedVarInt) + 6) / 7;
  }
}
