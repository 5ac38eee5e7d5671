package org.hybridrec.features.encoded;

import java.nio.ByteBuffer;

/** Any number of ids: how many, then the ids, then their weights where there are some. */
final class Ids implements SlotFormat {

  private final int slot;
  private final int cardinality;
  private final boolean weighted;
  private final int idBytes;

  Ids(int slot, int cardinality, boolean weighted) {
    this.slot = slot;
    this.cardinality = cardinality;
    this.weighted = weighted;
    this.idBytes = SlotFormat.idBytes(cardinality);
  }

  static int checked(int id, int cardinality) {
    if (id < 0 || id >= cardinality) {
      throw new IllegalArgumentException("ids must be in [0, " + cardinality + "), one was " + id);
    }
    return id;
  }

  @Override
  public int bytes() {
    return -1;
  }

  @Override
  public SlotFormat fitting(EncodedBatch batch, int row) {
    return weighted || batch.ids(slot).weights() == null ? this : new Ids(slot, cardinality, true);
  }

  @Override
  public void write(EncodedBatch batch, int row, RowBytes out) {
    IdList ids = batch.ids(slot);
    int from = ids.offsets()[row];
    int to = ids.offsets()[row + 1];
    int each = idBytes + (weighted ? Float.BYTES : 0);
    ByteBuffer room = out.room(Math.addExact(Integer.BYTES, Math.multiplyExact(to - from, each)));
    room.putInt(to - from);
    for (int p = from; p < to; p++) {
      SlotFormat.putId(room, checked(ids.ids()[p], cardinality), idBytes);
    }
    for (int p = from; weighted && p < to; p++) {
      room.putFloat(ids.weight(p));
    }
  }

  @Override
  public void read(ByteBuffer in, BatchWriter out) {
    int count = in.getInt();
    int first = out.idCount(slot);
    for (int i = 0; i < count; i++) {
      out.id(slot, SlotFormat.getId(in, idBytes));
    }
    for (int i = 0; weighted && i < count; i++) {
      out.weight(slot, first + i, in.getFloat());
    }
  }
}
