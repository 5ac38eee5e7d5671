package org.hybridrec.core.network;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.hybridrec.core.optimization.Optimizer;
import org.jspecify.annotations.Nullable;

/**
 * Differentiates and updates a kernel [in × out] and its bias, or a tile of both: from dZ, the
 * gradient of input · kernel + bias, it forms dKernel = inputᵀ · dZ. The bias counts as one more
 * dense unit, the last, whose input is 1.
 */
final class KernelTrainer {

  private final Kernels kernels;
  private final float[][] kernel;
  private final float[][] denseRows;
  private final float[] bias;
  private final float[] zeros;
  private final int columns;
  private final float[][][] states;
  private final float[][][] denseStates;
  private final float[][] biasState;

  KernelTrainer(
      Kernels kernels,
      Optimizer optimizer,
      float[][] kernel,
      float[][] denseRows,
      float[] bias,
      int columns,
      IntUnaryOperator kernelRow) {
    this.kernels = kernels;
    this.kernel = kernel;
    this.denseRows = denseRows;
    this.bias = bias;
    this.columns = columns;
    this.zeros = new float[Rows.padded(columns)];
    this.states = OptimizerState.of(optimizer, kernel);
    this.denseStates = new float[denseRows.length][][];
    for (int i = 0; i < denseRows.length; i++) {
      denseStates[i] = states[kernelRow.applyAsInt(i)];
    }
    biasState = OptimizerState.of(optimizer, columns);
  }

  /** Names the states of the kernel and its bias. */
  void states(StatesByWeights all) {
    all.put(kernel, states);
    all.put(bias, biasState);
  }

  /** Returns the input of the dense units, transposed [units × rows], that of the bias included. */
  static float[][] transposed(LayerInput input, float[][] memory) {
    int rows = input.rowCount();
    float[][] transposed = Rows.atLeast(memory, input.width() + 1, rows);
    Rows.transpose(input.dense(), 0, rows, transposed, input.width());
    Arrays.fill(transposed[input.width()], 0, rows, 1f);
    return transposed;
  }

  /**
   * Updates the kernel's rows of dense units [from, to), and the bias if it is among them.
   *
   * @param inputTransposed [units × rows], from {@link #transposed}
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
    differentiate(inputTransposed, dz, rows, from, to, scratch);
    update(step, from, to, scratch);
  }

  /** Computes the gradient of dense units [from, to) into the first rows of scratch. */
  void differentiate(
      float[][] inputTransposed, float[][] dz, int rows, int from, int to, float[][] scratch) {
    kernels.multiply(scratch, 0, inputTransposed, from, to - from, dz, rows, columns, zeros);
  }

  /** Updates dense units [from, to), given their gradient, which is changed. */
  void update(UpdateStep step, int from, int to, float[][] gradient) {
    for (int unit = from; unit < to; unit++) {
      if (unit < denseRows.length) {
        step.penalised(denseRows[unit], 0, gradient[unit - from], denseStates[unit], columns);
      } else {
        step.bias(bias, gradient[unit - from], biasState, columns);
      }
    }
  }

  /** Updates the kernel's rows of sparse groups [from, to), each summed over its places. */
  void updateSparse(
      UpdateStep step, SparseGradient sparse, float[][] dz, int from, int to, float[] scratch) {
    Groups groups = sparse.groups();
    for (int g = from; g < to; g++) {
      differentiate(sparse, dz, g, scratch);
      int row = groups.ids()[g];
      step.penalised(kernel[row], 0, scratch, states[row], columns);
    }
  }

  /** Computes the gradient of the kernel's row of a sparse group. */
  private void differentiate(SparseGradient sparse, float[][] dz, int group, float[] gradient) {
    Groups groups = sparse.groups();
    Arrays.fill(gradient, 0, columns, 0f);
    for (int i = groups.starts()[group]; i < groups.starts()[group + 1]; i++) {
      int p = groups.positions()[i];
      float weight = sparse.input().weights()[p];
      kernels.addScaled(gradient, 0, weight, dz[sparse.rowAt()[p]], 0, columns);
    }
  }

  /** Returns the sum of squares of the gradient of dense units [from, to). */
  double denseSquares(
      float[][] inputTransposed, float[][] dz, int rows, int from, int to, float[][] scratch) {
    differentiate(inputTransposed, dz, rows, from, to, scratch);
    double sum = 0;
    for (int unit = 0; unit < to - from; unit++) {
      sum += SquareSum.of(scratch[unit], 0, columns);
    }
    return sum;
  }

  /** Returns the sum of squares of the gradient of sparse groups [from, to). */
  double sparseSquares(SparseGradient sparse, float[][] dz, int from, int to, float[] scratch) {
    double sum = 0;
    for (int g = from; g < to; g++) {
      differentiate(sparse, dz, g, scratch);
      sum += SquareSum.of(scratch, 0, columns);
    }
    return sum;
  }

  /** A sparse input seen from the kernel: its places grouped by kernel row. */
  @SuppressWarnings("ArrayRecordComponent") // a view on network memory, compared by nobody
  record SparseGradient(SparseInput input, Groups groups, int[] rowAt) {

    static @Nullable SparseGradient of(@Nullable SparseInput input) {
      return input == null ? null : new SparseGradient(input, input.byKernelRow(), input.rowAt());
    }
  }
}
