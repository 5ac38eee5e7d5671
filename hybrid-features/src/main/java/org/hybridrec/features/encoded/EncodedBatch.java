package org.hybridrec.features.encoded;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Some rows, encoded: for each slot of the layout its ids or floats, and for each row a label and
 * how much it counts. The arrays are not copied; nobody changes them once the batch is made, and it
 * may then be shared between threads.
 */
public final class EncodedBatch {

  /** The label of a row whose label is missing or not known. */
  public static final int UNKNOWN_LABEL = -1;

  private final InputLayout layout;
  private final int rowCount;
  private final List<Object> slots;
  private final int @Nullable [] labels;
  private final float @Nullable [] weights;

  /**
   * Makes a batch whose rows all count 1.
   *
   * @param layout the slots
   * @param rowCount number of rows
   * @param slots beside each slot of the layout an {@link IdList} of rowCount rows, or for a {@link
   *     FloatSlot} a {@code float[rowCount × width]}, row-major
   * @param labels [rowCount] class indices or {@link #UNKNOWN_LABEL}; null where rows have no label
   * @throws IllegalArgumentException if kinds or sizes do not fit the layout
   */
  public EncodedBatch(InputLayout layout, int rowCount, List<?> slots, int @Nullable [] labels) {
    this(layout, rowCount, slots, labels, null);
  }

  /**
   * Makes a batch.
   *
   * @param layout the slots
   * @param rowCount number of rows
   * @param slots beside each slot of the layout an {@link IdList} of rowCount rows, or for a {@link
   *     FloatSlot} a {@code float[rowCount × width]}, row-major
   * @param labels [rowCount] class indices or {@link #UNKNOWN_LABEL}; null where rows have no label
   * @param weights [rowCount] how much each row counts in a loss, finite and at least 0; null where
   *     all count 1
   * @throws IllegalArgumentException if kinds or sizes do not fit the layout, or a weight is out of
   *     its range
   */
  public EncodedBatch(
      InputLayout layout,
      int rowCount,
      List<?> slots,
      int @Nullable [] labels,
      float @Nullable [] weights) {
    this.layout = layout;
    this.rowCount = rowCount;
    this.slots = List.copyOf(slots);
    this.labels = labels;
    this.weights = weights;
    check();
    checkWeights();
  }

  private void check() {
    if (slots.size() != layout.slots().size()) {
      throw new IllegalArgumentException(
          "the layout has " + layout.slots().size() + " slots, given were " + slots.size());
    }
    for (int i = 0; i < slots.size(); i++) {
      Slot slot = layout.slots().get(i);
      boolean fits =
          slot instanceof FloatSlot
              ? slots.get(i) instanceof float[] floats && floats.length == rowCount * slot.width()
              : slots.get(i) instanceof IdList ids && ids.rowCount() == rowCount;
      if (!fits) {
        throw new IllegalArgumentException(
            "slot '" + slot.name() + "': content does not fit " + rowCount + " rows of " + slot);
      }
    }
    if (labels != null && labels.length != rowCount) {
      throw new IllegalArgumentException(
          "labels: expected " + rowCount + " entries, were " + labels.length);
    }
  }

  private void checkWeights() {
    if (weights == null) {
      return;
    }
    if (weights.length != rowCount) {
      throw new IllegalArgumentException(
          "weights: expected " + rowCount + " entries, were " + weights.length);
    }
    for (int row = 0; row < rowCount; row++) {
      if (!(weights[row] >= 0 && weights[row] < Float.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "weights: that of row " + row + " must be finite and at least 0, was " + weights[row]);
      }
    }
  }

  /**
   * Returns some consecutive rows as a batch of their own, copied.
   *
   * @param from the first row
   * @param to one past the last
   * @throws IndexOutOfBoundsException if they are not all rows of this batch
   */
  public EncodedBatch slice(int from, int to) {
    Objects.checkFromToIndex(from, to, rowCount);
    List<Object> parts = new ArrayList<>(slots.size());
    for (int i = 0; i < slots.size(); i++) {
      int width = layout.slots().get(i).width();
      parts.add(
          slots.get(i) instanceof IdList list
              ? list.slice(from, to)
              : Arrays.copyOfRange(floats(i), from * width, to * width));
    }
    return new EncodedBatch(
        layout,
        to - from,
        parts,
        labels == null ? null : Arrays.copyOfRange(labels, from, to),
        weights == null ? null : Arrays.copyOfRange(weights, from, to));
  }

  /** Returns the layout. */
  public InputLayout layout() {
    return layout;
  }

  /** Returns the number of rows. */
  public int rowCount() {
    return rowCount;
  }

  /** Returns the ids of an embedding or indicator slot, by its place in the layout. */
  public IdList ids(int slot) {
    return (IdList) slots.get(slot);
  }

  /** Returns the floats [rows × width] of a float slot, by its place in the layout. */
  public float[] floats(int slot) {
    return (float[]) slots.get(slot);
  }

  /**
   * Returns the label of a row as class index, or {@link #UNKNOWN_LABEL}.
   *
   * @throws IllegalStateException if the rows have no labels
   */
  public int label(int row) {
    if (labels == null) {
      throw new IllegalStateException("these rows were encoded without labels");
    }
    return labels[row];
  }

  /** Returns true if the rows have labels. */
  public boolean hasLabels() {
    return labels != null;
  }

  /** Returns how much a row counts, 1 where the rows have no weights. */
  public float weight(int row) {
    return weights == null ? 1f : weights[row];
  }

  /** Returns true if the rows have weights of their own. */
  public boolean hasWeights() {
    return weights != null;
  }

  /** Returns the sum of the weights, added in the order of the rows. */
  public double weightSum() {
    if (weights == null) {
      return rowCount;
    }
    double sum = 0;
    for (float weight : weights) {
      sum += weight;
    }
    return sum;
  }
}
