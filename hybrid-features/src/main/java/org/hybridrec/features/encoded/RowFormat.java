package org.hybridrec.features.encoded;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * How a row is written: its label, its weight where one is not 1, then its slots, each as its
 * {@link SlotFormat} says. If all of them take the same bytes in every row, rows are found by
 * counting; else an index of starts, one more than there are rows, follows the rows of a block.
 * Immutable, apart from the numbers of vectors.
 */
final class RowFormat {

  private final SlotFormat[] slots;
  private final boolean weighted;

  /** Bytes of every row, or -1 if they differ. */
  private final int rowBytes;

  private RowFormat(SlotFormat[] slots, boolean weighted) {
    this.slots = slots;
    this.weighted = weighted;
    int bytes = weighted ? Integer.BYTES + Float.BYTES : Integer.BYTES;
    for (SlotFormat slot : slots) {
      bytes = bytes < 0 || slot.bytes() < 0 ? -1 : bytes + slot.bytes();
    }
    this.rowBytes = bytes;
  }

  /** Returns the format with which writing begins. */
  static RowFormat narrowest(InputLayout layout, IntFunction<VectorNumbers> vectors) {
    List<SlotFormat> slots = new ArrayList<>();
    for (int i = 0; i < layout.slots().size(); i++) {
      Slot slot = layout.slots().get(i);
      if (slot instanceof EmbeddingSlot embedding) {
        slots.add(new OneId(i, embedding.cardinality()));
      } else if (slot instanceof IndicatorSlot indicator) {
        slots.add(new OneId(i, indicator.cardinality()));
      } else if (slot.width() >= VectorNumbers.LEAST_WIDTH) {
        slots.add(new NumberedVector(i, vectors.apply(slot.width())));
      } else {
        slots.add(new Floats(i, slot.width()));
      }
    }
    return new RowFormat(slots.toArray(SlotFormat[]::new), false);
  }

  /** Returns this format, or the next one that has room for a row. */
  RowFormat fitting(EncodedBatch batch, int row) {
    SlotFormat[] wider = null;
    for (int i = 0; i < slots.length; i++) {
      SlotFormat fitting = slots[i].fitting(batch, row);
      if (fitting != slots[i]) {
        wider = wider == null ? slots.clone() : wider;
        wider[i] = fitting;
      }
    }
    boolean weighs = weighted || batch.weight(row) != 1f;
    return wider == null && weighs == weighted
        ? this
        : new RowFormat(wider == null ? slots : wider, weighs);
  }

  /** Writes a row that fits. */
  void write(EncodedBatch batch, int row, RowBytes out) {
    out.room(Integer.BYTES).putInt(batch.label(row));
    if (weighted) {
      out.room(Float.BYTES).putFloat(batch.weight(row));
    }
    for (SlotFormat slot : slots) {
      slot.write(batch, row, out);
    }
  }

  /** Writes what follows the rows of a block, given where each starts and the last ends. */
  void writeIndex(int[] starts, int rowCount, RowBytes out) {
    if (rowBytes < 0) {
      ByteBuffer room = out.room((rowCount + 1) * Integer.BYTES);
      for (int row = 0; row <= rowCount; row++) {
        room.putInt(starts[row]);
      }
    }
  }

  /** Fetches a row of a block; the buffer is used if it is large enough. */
  ByteBuffer load(BlockStore blocks, int block, int row, int rowCount, ByteBuffer buffer) {
    if (rowBytes >= 0) {
      return fetch(blocks, block, row * rowBytes, rowBytes, buffer);
    }
    int index = blocks.length(block) - (rowCount + 1 - row) * Integer.BYTES;
    ByteBuffer ends = fetch(blocks, block, index, 2 * Integer.BYTES, buffer);
    int start = ends.getInt();
    int end = ends.getInt();
    return fetch(blocks, block, start, end - start, ends);
  }

  private static ByteBuffer fetch(
      BlockStore blocks, int block, int offset, int length, ByteBuffer buffer) {
    ByteBuffer target = buffer.capacity() < length ? ByteBuffer.allocate(2 * length) : buffer;
    blocks.read(block, offset, target.array(), length);
    return target.clear().limit(length);
  }

  /** Reads a row. */
  void read(ByteBuffer in, BatchWriter out) {
    out.label(in.getInt());
    if (weighted) {
      out.weight(in.getFloat());
    }
    for (SlotFormat slot : slots) {
      slot.read(in, out);
    }
    out.endRow();
  }
}
