package org.hybridrec.features.encoded;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Encoded rows kept in memory. Immutable and thread-safe; its builder is neither.
 *
 * <p>Memory: the bytes of the batches as they were encoded, and 8 for each row.
 */
public final class MemoryRows implements EncodedRows {

  private final InputLayout layout;
  private final List<EncodedBatch> batches;

  /** For each row the number of its batch, above, and its place within it, below. */
  private final long[] places;

  private MemoryRows(InputLayout layout, List<EncodedBatch> batches, long[] places) {
    this.layout = layout;
    this.batches = batches;
    this.places = places;
  }

  /** Returns a builder of rows of that layout. */
  public static Builder builder(InputLayout layout) {
    return new Builder(layout);
  }

  /** Takes batches one after the other. Not thread-safe. */
  public static final class Builder {

    private final InputLayout layout;
    private final List<EncodedBatch> batches = new ArrayList<>();
    private long[] places = new long[1024];
    private int rowCount;

    private Builder(InputLayout layout) {
      this.layout = layout;
    }

    /**
     * Adds the rows of a batch whose label is known.
     *
     * @throws IllegalArgumentException if the batch has another layout
     * @throws IllegalStateException if its rows have no labels at all
     */
    public Builder addLabelled(EncodedBatch batch) {
      if (!batch.layout().equals(layout)) {
        throw new IllegalArgumentException(
            "expected rows of the layout " + layout + ", were of " + batch.layout());
      }
      int before = rowCount;
      for (int row = 0; row < batch.rowCount(); row++) {
        if (batch.label(row) != EncodedBatch.UNKNOWN_LABEL) {
          add(((long) batches.size() << Integer.SIZE) | row);
        }
      }
      if (rowCount > before) {
        batches.add(batch);
      }
      return this;
    }

    private void add(long place) {
      if (rowCount == places.length) {
        places = Arrays.copyOf(places, Math.multiplyExact(places.length, 2));
      }
      places[rowCount++] = place;
    }

    /** Returns the rows added so far. */
    public MemoryRows build() {
      return new MemoryRows(layout, List.copyOf(batches), Arrays.copyOf(places, rowCount));
    }
  }

  @Override
  public InputLayout layout() {
    return layout;
  }

  @Override
  public long rowCount() {
    return places.length;
  }

  /** Returns how often each class is the label of a row, [classCount]. */
  public long[] labelCounts(int classCount) {
    long[] counts = new long[classCount];
    for (long place : places) {
      counts[batch(place).label((int) place)]++;
    }
    return counts;
  }

  private EncodedBatch batch(long place) {
    return batches.get((int) (place >>> Integer.SIZE));
  }

  @Override
  public EncodedBatch gather(long[] rows, int from, int to) {
    long[] wanted = new long[to - from];
    int[] labels = new int[to - from];
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = places[Math.toIntExact(rows[from + i])];
      labels[i] = batch(wanted[i]).label((int) wanted[i]);
    }
    List<Object> slots = new ArrayList<>(layout.slots().size());
    for (int slot = 0; slot < layout.slots().size(); slot++) {
      slots.add(
          layout.slots().get(slot) instanceof FloatSlot floats
              ? gatherFloats(slot, floats.width(), wanted)
              : gatherIds(slot, wanted));
    }
    return new EncodedBatch(layout, wanted.length, slots, labels);
  }

  private float[] gatherFloats(int slot, int width, long[] wanted) {
    float[] gathered = new float[wanted.length * width];
    for (int i = 0; i < wanted.length; i++) {
      float[] source = batch(wanted[i]).floats(slot);
      System.arraycopy(source, (int) wanted[i] * width, gathered, i * width, width);
    }
    return gathered;
  }

  private IdList gatherIds(int slot, long[] wanted) {
    int[] offsets = new int[wanted.length + 1];
    boolean weighted = false;
    for (int i = 0; i < wanted.length; i++) {
      IdList source = batch(wanted[i]).ids(slot);
      int row = (int) wanted[i];
      offsets[i + 1] = offsets[i] + source.offsets()[row + 1] - source.offsets()[row];
      weighted |= source.weights() != null;
    }
    int[] ids = new int[offsets[wanted.length]];
    float[] weights = new float[weighted ? ids.length : 0];
    for (int i = 0; i < wanted.length; i++) {
      IdList source = batch(wanted[i]).ids(slot);
      int start = source.offsets()[(int) wanted[i]];
      for (int p = 0; p < offsets[i + 1] - offsets[i]; p++) {
        ids[offsets[i] + p] = source.ids()[start + p];
        if (weighted) {
          weights[offsets[i] + p] = source.weight(start + p);
        }
      }
    }
    return new IdList(offsets, ids, weighted ? weights : null);
  }
}
