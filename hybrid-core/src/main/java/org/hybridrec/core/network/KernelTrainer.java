package org.hybridrec.core.network;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.hybridrec.core.optimization.Optimizer;
import org.jspecify.annotations.Nullable;

/**
 * Differentiates and updates a kernel [in × out], or a tile of one: from dZ, the gradient of input
 * · kernel, it forms dInput = dZ · kernelᵀ and dKernel = inputᵀ · dZ.
 */
final class KernelTrainer {

  private final Kernels kernels;
  private final float[][] kernel;
  private final float[][] denseRows;
  private final int columns;
  private final float[][][] states;
  private final float[][][] denseStates;

  KernelTrainer(
      Kernels kernels,
      Optimizer optimizer,
      float[][] kernel,
      float[][] denseRows,
      int columns,
      IntUnaryOperator kernelRow) {
    this.kernels = kernels;
    this.kernel = kernel;
    this.denseRows = denseRows;
    this.columns = columns;
    this.states = OptimizerState.of(optimizer, kernel);
    this.denseStates = new float[denseRows.length][][];
    for (int i = 0; i < denseRows.length; i++) {
      denseStates[i] = states[kernelRow.applyAsInt(i)];
    }
  }

  /**
   * Adds to the transposed gradient of dense units [from, to): dInput[unit][row] += Σⱼ
   * kernel[unit][j]·dZ[row][j].
   *
   * @param dInput [units × rows]
   * @param dzTransposed [columns × rows]
   */
  void addInputGradient(float[][] dInput, float[][] dzTransposed, int from, int to, int rows) {
    kernels.multiplyAdd(dInput, from, denseRows, from, to - from, dzTransposed, columns, rows);
  }

  /**
   * Updates the kernel's rows of dense units [from, to).
   *
   * @param inputTransposed [units × rows]
   * @param dz [rows × columns]
   * @param scratch [at least to - from × columns]
   */
  void updateDense(
      UpdateStep step,
      float[][] inputTransposed,
      float[][] dz,
      int rows,
      int from,
      int to,
      float[][] scratch) {
    Rows.clear(scratch, 0, to - from, columns);
    kernels.multiplyAdd(scratch, 0, inputTransposed, from, to - from, dz, rows, columns);
    for (int unit = from; unit < to; unit++) {
      step.penalised(denseRows[unit], 0, scratch[unit - from], denseStates[unit], columns);
    }
  }

  /** Updates the kernel's rows of sparse groups [from, to), each summed over its places. */
  void updateSparse(
      UpdateStep step, SparseGradient sparse, float[][] dz, int from, int to, float[] scratch) {
    Groups groups = sparse.groups();
    for (int g = from; g < to; g++) {
      Arrays.fill(scratch, 0, columns, 0f);
      for (int i = groups.starts()[g]; i < groups.starts()[g + 1]; i++) {
        int p = groups.positions()[i];
        float weight = sparse.input().weights()[p];
        kernels.addScaled(scratch, 0, weight, dz[sparse.rowAt()[p]], 0, columns);
      }
      int row = groups.ids()[g];
      step.penalised(kernel[row], 0, scratch, states[row], columns);
    }
  }

  /** A sparse input seen from the kernel: its places grouped by kernel row. */
  @SuppressWarnings("ArrayRecordComponent") // a view on network memory, compared by nobody
  record SparseGradient(SparseInput input, Groups groups, int[] rowAt) {

    static @Nullable SparseGradient of(@Nullable SparseInput input) {
      return input == null ? null : new SparseGradient(input, input.byKernelRow(), input.rowAt());
    }
  }
}
