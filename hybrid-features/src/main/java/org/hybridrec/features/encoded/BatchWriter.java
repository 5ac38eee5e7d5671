package org.hybridrec.features.encoded;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes rows slot by slot and makes a batch of them. */
final class BatchWriter {

  private final InputLayout layout;
  private final int[] labels;
  private float @Nullable [] weights;
  private final @Nullable GrowingIds[] ids;
  private final float[][] floats;
  private int row;

  /** The ids of one slot so far. */
  private static final class GrowingIds {
    final int[] offsets;
    int[] ids;
    float @Nullable [] weights;
    int count;

    GrowingIds(int rowCount) {
      offsets = new int[rowCount + 1];
      ids = new int[rowCount];
    }

    void add(int id) {
      if (count == ids.length) {
        ids = Arrays.copyOf(ids, Math.max(8, 2 * count));
        weights = weights == null ? null : Arrays.copyOf(weights, ids.length);
      }
      if (weights != null) {
        weights[count] = 1f;
      }
      ids[count++] = id;
    }

    void weight(int position, float weight) {
      if (weights == null) {
        weights = new float[ids.length];
        Arrays.fill(weights, 1f);
      }
      weights[position] = weight;
    }

    IdList list() {
      return new IdList(
          offsets,
          Arrays.copyOf(ids, count),
          weights == null ? null : Arrays.copyOf(weights, count));
    }
  }

  BatchWriter(InputLayout layout, int rowCount) {
    this.layout = layout;
    this.labels = new int[rowCount];
    int slots = layout.slots().size();
    this.ids = new GrowingIds[slots];
    this.floats = new float[slots][];
    for (int i = 0; i < slots; i++) {
      if (layout.slots().get(i) instanceof FloatSlot slot) {
        floats[i] = new float[rowCount * slot.width()];
      } else {
        ids[i] = new GrowingIds(rowCount);
      }
    }
  }

  /** Returns the row that is being written. */
  int row() {
    return row;
  }

  void label(int label) {
    labels[row] = label;
  }

  /** Gives the row its weight; rows that get none have 1. */
  void weight(float weight) {
    if (weights == null) {
      weights = new float[labels.length];
      Arrays.fill(weights, 1f);
    }
    weights[row] = weight;
  }

  /** Returns all floats of a slot. */
  float[] floats(int slot) {
    return floats[slot];
  }

  private GrowingIds growing(int slot) {
    GrowingIds found = ids[slot];
    if (found == null) {
      throw new IllegalStateException("slot " + slot + " has no ids");
    }
    return found;
  }

  int idCount(int slot) {
    return growing(slot).count;
  }

  void id(int slot, int id) {
    growing(slot).add(id);
  }

  /** Gives an id that was added its weight; others of its slot have 1 until they get one. */
  void weight(int slot, int position, float weight) {
    growing(slot).weight(position, weight);
  }

  void endRow() {
    row++;
    for (GrowingIds own : ids) {
      if (own != null) {
        own.offsets[row] = own.count;
      }
    }
  }

  EncodedBatch batch() {
    List<Object> contents = new ArrayList<>(floats.length);
    for (int i = 0; i < floats.length; i++) {
      GrowingIds own = ids[i];
      contents.add(own == null ? floats[i] : own.list());
    }
    return new EncodedBatch(layout, labels.length, contents, labels, weights);
  }
}
