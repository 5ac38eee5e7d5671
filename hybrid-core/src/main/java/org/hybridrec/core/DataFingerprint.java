package org.hybridrec.core;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.hybridrec.features.encoded.EncodedBatch;
import org.hybridrec.features.encoded.FloatSlot;
import org.hybridrec.features.encoded.IdList;
import org.hybridrec.features.encoded.Slot;

/**
 * SHA-256 of encoded rows. A row is its label, its weight where rows have weights, then slot by
 * slot its floats, or how many ids it has and each id with its weight; all of it little-endian, 32
 * bits each. How the rows were cut into batches does not matter. Mutable, for one thread.
 */
final class DataFingerprint {

  private final MessageDigest digest;
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 14).order(ByteOrder.LITTLE_ENDIAN);

  DataFingerprint() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform brings SHA-256", e);
    }
  }

  /** Adds rows that have labels. */
  void add(EncodedBatch batch) {
    List<Slot> slots = batch.layout().slots();
    for (int row = 0; row < batch.rowCount(); row++) {
      put(batch.label(row));
      if (batch.hasWeights()) {
        put(Float.floatToIntBits(batch.weight(row)));
      }
      for (int slot = 0; slot < slots.size(); slot++) {
        if (slots.get(slot) instanceof FloatSlot) {
          addFloats(batch.floats(slot), row * slots.get(slot).width(), slots.get(slot).width());
        } else {
          addIds(batch.ids(slot), row);
        }
      }
    }
  }

  private void addFloats(float[] floats, int offset, int count) {
    for (int i = offset; i < offset + count; i++) {
      put(Float.floatToIntBits(floats[i]));
    }
  }

  private void addIds(IdList list, int row) {
    int from = list.offsets()[row];
    int to = list.offsets()[row + 1];
    put(to - from);
    for (int i = from; i < to; i++) {
      put(list.ids()[i]);
      put(Float.floatToIntBits(list.weight(i)));
    }
  }

  private void put(int bits) {
    if (!buffer.hasRemaining()) {
      flush();
    }
    buffer.putInt(bits);
  }

  private void flush() {
    digest.update(buffer.flip());
    buffer.clear();
  }

  /** Returns the digest of all rows added, in hexadecimal digits, and ends the work. */
  String sha256() {
    flush();
    return HexFormat.of().formatHex(digest.digest());
  }
}
