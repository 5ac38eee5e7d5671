package org.hybridrec.core.network;

import java.util.Arrays;
import org.hybridrec.features.encoded.EncodedBatch;
import org.hybridrec.features.encoded.IdList;
import org.hybridrec.features.encoded.IndicatorSlot;
import org.hybridrec.features.encoded.InputLayout;

/**
 * The indicator slots of some rows: which rows of the first layer's kernel are added, and how
 * often. Batch row r adds {@code weights[p] · kernel[kernelRows[p]]} for p in offsets[r] …
 * offsets[r + 1] - 1. A multi-hot row never exists.
 */
@SuppressWarnings("ArrayRecordComponent") // a view on network memory, compared by nobody
record SparseInput(int[] offsets, int[] kernelRows, float[] weights) {

  /** Collects the indicators of rows [from, to); kernelStart is where each slot's rows begin. */
  static SparseInput of(EncodedBatch batch, int from, int to, int[] kernelStart) {
    InputLayout layout = batch.layout();
    int[] offsets = new int[to - from + 1];
    int[] kernelRows = new int[16];
    float[] weights = new float[16];
    int count = 0;
    for (int row = from; row < to; row++) {
      for (int slot = 0; slot < kernelStart.length; slot++) {
        if (!(layout.slots().get(slot) instanceof IndicatorSlot)) {
          continue;
        }
        IdList ids = batch.ids(slot);
        for (int p = ids.offsets()[row]; p < ids.offsets()[row + 1]; p++) {
          if (count == kernelRows.length) {
            kernelRows = Arrays.copyOf(kernelRows, 2 * count);
            weights = Arrays.copyOf(weights, 2 * count);
          }
          kernelRows[count] = kernelStart[slot] + ids.ids()[p];
          weights[count++] = ids.weight(p);
        }
      }
      offsets[row - from + 1] = count;
    }
    return new SparseInput(offsets, kernelRows, weights);
  }

  /** Adds the kernel's rows to a batch row's sums. */
  void gather(Kernels kernels, int row, float[][] kernel, float[] sums, int columns) {
    for (int p = offsets[row]; p < offsets[row + 1]; p++) {
      kernels.addScaled(sums, 0, weights[p], kernel[kernelRows[p]], 0, columns);
    }
  }

  /** Returns the positions grouped by kernel row. */
  Groups byKernelRow() {
    return Groups.of(kernelRows, offsets[offsets.length - 1]);
  }

  /** Returns the batch row of each position. */
  int[] rowAt() {
    int[] rows = new int[offsets[offsets.length - 1]];
    for (int row = 0; row + 1 < offsets.length; row++) {
      Arrays.fill(rows, offsets[row], offsets[row + 1], row);
    }
    return rows;
  }
}
