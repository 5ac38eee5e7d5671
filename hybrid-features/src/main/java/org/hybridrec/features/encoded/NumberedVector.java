package org.hybridrec.features.encoded;

import java.nio.ByteBuffer;

/** A vector that is kept once, by its number. */
record NumberedVector(int slot, VectorNumbers vectors) implements SlotFormat {

  @Override
  public int bytes() {
    return Integer.BYTES;
  }

  @Override
  public SlotFormat fitting(EncodedBatch batch, int row) {
    int number = vectors.number(batch.floats(slot), row * vectors.width());
    return number >= 0 ? this : new Floats(slot, vectors.width());
  }

  @Override
  public void write(EncodedBatch batch, int row, RowBytes out) {
    out.room(Integer.BYTES).putInt(vectors.lastNumber());
  }

  @Override
  public void read(ByteBuffer in, BatchWriter out) {
    int width = vectors.width();
    System.arraycopy(vectors.vector(in.getInt()), 0, out.floats(slot), out.row() * width, width);
  }
}
