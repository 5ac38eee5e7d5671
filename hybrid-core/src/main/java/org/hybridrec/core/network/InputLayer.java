package org.hybridrec.core.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hybridrec.features.encoded.EmbeddingSlot;
import org.hybridrec.features.encoded.EncodedBatch;
import org.hybridrec.features.encoded.FloatSlot;
import org.hybridrec.features.encoded.IdList;
import org.hybridrec.features.encoded.IndicatorSlot;
import org.hybridrec.features.encoded.InputLayout;
import org.hybridrec.features.encoded.Slot;
import org.jspecify.annotations.Nullable;

/**
 * Turns a batch into the first layer's input: a dense part (embeddings and floats) and a sparse
 * part (indicators, as kernel rows to gather). The dense part holds the slots that want gradients
 * first, so that a layer computes gradients for these alone; {@link #kernelRow} says which row of
 * the kernel, which is in layout order, meets a dense unit.
 */
final class InputLayer {

  final InputLayout layout;
  final int width;
  final int gradientWidth;

  /** Slots of the dense part in its order, and where each begins. */
  final int[] denseSlots;

  final int[] denseStart;

  private final @Nullable EmbeddingTable[] tableOfSlot;
  private final int[] kernelStart;
  private final int[] kernelRowOfUnit;
  private final boolean hasSparse;

  InputLayer(InputLayout layout, Map<String, EmbeddingTable> tables) {
    this.layout = layout;
    List<Slot> slots = layout.slots();
    tableOfSlot = new EmbeddingTable[slots.size()];
    kernelStart = new int[slots.size()];
    List<Integer> first = new ArrayList<>();
    List<Integer> later = new ArrayList<>();
    int place = 0;
    for (int i = 0; i < slots.size(); i++) {
      kernelStart[i] = place;
      place += slots.get(i).width();
      if (slots.get(i) instanceof EmbeddingSlot slot) {
        tableOfSlot[i] = tables.get(slot.table());
        (slot.trainable() ? first : later).add(i);
      } else if (slots.get(i) instanceof FloatSlot) {
        later.add(i);
      }
    }
    gradientWidth = first.stream().mapToInt(i -> slots.get(i).width()).sum();
    first.addAll(later);
    denseSlots = first.stream().mapToInt(Integer::intValue).toArray();
    hasSparse = denseSlots.length < slots.size();
    width = first.stream().mapToInt(i -> slots.get(i).width()).sum();
    denseStart = new int[denseSlots.length];
    kernelRowOfUnit = new int[width];
    int unit = 0;
    for (int d = 0; d < denseSlots.length; d++) {
      denseStart[d] = unit;
      for (int j = 0; j < slots.get(denseSlots[d]).width(); j++) {
        kernelRowOfUnit[unit++] = kernelStart[denseSlots[d]] + j;
      }
    }
  }

  /** Returns the row of the first kernel that a dense unit is multiplied with. */
  int kernelRow(int denseUnit) {
    return kernelRowOfUnit[denseUnit];
  }

  /** Returns the table of an embedding slot. */
  EmbeddingTable table(int slot) {
    EmbeddingTable table = tableOfSlot[slot];
    if (table == null) {
      throw new IllegalStateException("no embedding slot: " + layout.slots().get(slot));
    }
    return table;
  }

  /** Returns whether a slot of the layout is an embedding. */
  boolean isEmbedding(int slot) {
    return tableOfSlot[slot] != null;
  }

  /**
   * Checks that a batch fits.
   *
   * @throws IllegalArgumentException if it has another layout or an id is out of range
   */
  void check(EncodedBatch batch) {
    if (!batch.layout().equals(layout)) {
      throw new IllegalArgumentException(
          "the batch has another layout: expected " + layout + ", was " + batch.layout());
    }
    for (int i = 0; i < layout.slots().size(); i++) {
      Slot slot = layout.slots().get(i);
      if (slot instanceof EmbeddingSlot embedding) {
        checkIds(embedding.name(), batch.ids(i), embedding.cardinality());
      } else if (slot instanceof IndicatorSlot indicator) {
        checkIds(indicator.name(), batch.ids(i), indicator.cardinality());
      }
    }
  }

  private static void checkIds(String slot, IdList ids, int cardinality) {
    for (int p = ids.offsets()[0]; p < ids.offsets()[ids.rowCount()]; p++) {
      int id = ids.ids()[p];
      if (id < 0 || id >= cardinality) {
        throw new IllegalArgumentException(
            "slot '" + slot + "': ids must be in [0, " + cardinality + "), one was " + id);
      }
    }
  }

  /** Writes the dense part of batch rows [from, to) to out rows 0 … to - from - 1. */
  void dense(Kernels kernels, EncodedBatch batch, int from, int to, float[][] out, int outRow) {
    Rows.clear(out, outRow, outRow + to - from, width);
    for (int d = 0; d < denseSlots.length; d++) {
      int slot = denseSlots[d];
      for (int row = from; row < to; row++) {
        float[] target = out[outRow + row - from];
        if (layout.slots().get(slot) instanceof EmbeddingSlot embedding) {
          table(slot).combine(kernels, embedding, batch.ids(slot), row, target, denseStart[d]);
        } else {
          int slotWidth = layout.slots().get(slot).width();
          System.arraycopy(batch.floats(slot), row * slotWidth, target, denseStart[d], slotWidth);
        }
      }
    }
  }

  /** Returns the first layer's input for rows [from, to), given their dense part. */
  LayerInput input(EncodedBatch batch, int from, int to, float[][] dense) {
    SparseInput sparse = hasSparse ? SparseInput.of(batch, from, to, kernelStart) : null;
    return new LayerInput(to - from, dense, width, gradientWidth, sparse);
  }
}
