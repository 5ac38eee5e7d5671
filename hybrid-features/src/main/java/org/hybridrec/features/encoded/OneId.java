package org.hybridrec.features.encoded;

import java.nio.ByteBuffer;

/** One id or none, without weight: 0 for none, else the id and 1. */
final class OneId implements SlotFormat {

  private final int slot;
  private final int cardinality;
  private final int bytes;

  OneId(int slot, int cardinality) {
    this.slot = slot;
    this.cardinality = cardinality;
    this.bytes = SlotFormat.idBytes(cardinality + 1L);
  }

  @Override
  public int bytes() {
    return bytes;
  }

  @Override
  public SlotFormat fitting(EncodedBatch batch, int row) {
    IdList ids = batch.ids(slot);
    if (ids.weights() == null && ids.offsets()[row + 1] - ids.offsets()[row] <= 1) {
      return this;
    }
    return new Ids(slot, cardinality, false).fitting(batch, row);
  }

  @Override
  public void write(EncodedBatch batch, int row, RowBytes out) {
    IdList ids = batch.ids(slot);
    int at = ids.offsets()[row];
    int written = at == ids.offsets()[row + 1] ? 0 : checked(ids.ids()[at]) + 1;
    SlotFormat.putId(out.room(bytes), written, bytes);
  }

  private int checked(int id) {
    return Ids.checked(id, cardinality);
  }

  @Override
  public void read(ByteBuffer in, BatchWriter out) {
    int read = SlotFormat.getId(in, bytes);
    if (read != 0) {
      out.id(slot, read - 1);
    }
  }
}
