package org.hybridrec.features.encoded;

import java.nio.ByteBuffer;

/** The floats of a slot as they are. */
record Floats(int slot, int width) implements SlotFormat {

  @Override
  public int bytes() {
    return width * Float.BYTES;
  }

  @Override
  public SlotFormat fitting(EncodedBatch batch, int row) {
    return this;
  }

  @Override
  public void write(EncodedBatch batch, int row, RowBytes out) {
    float[] floats = batch.floats(slot);
    ByteBuffer room = out.room(bytes());
    for (int i = row * width; i < (row + 1) * width; i++) {
      room.putInt(Float.floatToRawIntBits(floats[i]));
    }
  }

  @Override
  public void read(ByteBuffer in, BatchWriter out) {
    float[] floats = out.floats(slot);
    int start = out.row() * width;
    for (int i = start; i < start + width; i++) {
      floats[i] = Float.intBitsToFloat(in.getInt());
    }
  }
}
