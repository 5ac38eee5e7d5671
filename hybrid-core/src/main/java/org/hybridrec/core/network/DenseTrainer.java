package org.hybridrec.core.network;

import java.util.function.IntUnaryOperator;
import org.hybridrec.core.network.KernelTrainer.SparseGradient;
import org.hybridrec.core.optimization.Optimizer;
import org.jspecify.annotations.Nullable;

/**
 * Trains a hidden layer. A gradient that is to be clipped is computed twice, for its norm and for
 * the update, which takes no memory; what is scaled is dZ.
 */
final class DenseTrainer {

  private static final int UNIT_BLOCK = 24;

  private final Kernels kernels;
  private final Workers workers;
  private final DenseLayer layer;
  private final Dropout dropout;
  private final KernelTrainer kernel;
  private final float[][][] scratch;

  private float[][] out = new float[0][];
  private float[][] dz = new float[0][];
  private float[][] kernelTransposed = new float[0][];
  private float[][] inputTransposed = new float[0][];
  private float[][] dInput = new float[0][];

  DenseTrainer(
      Kernels kernels,
      Workers workers,
      Optimizer optimizer,
      DenseLayer layer,
      IntUnaryOperator kernelRow,
      Dropout dropout) {
    this.kernels = kernels;
    this.workers = workers;
    this.layer = layer;
    this.dropout = dropout;
    kernel =
        new KernelTrainer(
            kernels,
            optimizer,
            layer.kernel(),
            layer.denseRows(),
            layer.bias(),
            layer.width(),
            kernelRow);
    scratch = new float[workers.count()][][];
    for (int worker = 0; worker < scratch.length; worker++) {
      scratch[worker] = Rows.allocate(UNIT_BLOCK, layer.width());
    }
  }

  /** Names the states of the layer's weights. */
  void states(StatesByWeights all) {
    kernel.states(all);
  }

  /** Computes the layer's output, units dropped where a rate is set. */
  LayerInput forward(LayerInput input, long step) {
    int rows = input.rowCount();
    int width = layer.width();
    out = Rows.atLeast(out, rows, width);
    workers.run(
        Workers.units(rows, Network.ROW_BLOCK),
        (unit, worker) -> {
          int from = unit * Network.ROW_BLOCK;
          int to = Math.min(from + Network.ROW_BLOCK, rows);
          layer.forward(kernels, input, out, from, to);
          for (int row = from; row < to; row++) {
            dropout.apply(step, row, out[row], 0, width);
          }
        });
    return new LayerInput(rows, out, width, width, null);
  }

  /**
   * Updates the layer.
   *
   * @param dOut gradient of this layer's output [rows × width]
   * @return gradient of the input's first units [rows × input.gradientWidth]
   */
  float[][] backward(LayerInput input, float[][] dOut, UpdateStep step) {
    int rows = input.rowCount();
    dz = Rows.atLeast(dz, rows, layer.width());
    dInput = Rows.atLeast(dInput, rows, input.gradientWidth());
    kernelTransposed = Rows.atLeast(kernelTransposed, layer.width(), input.gradientWidth());
    Rows.transpose(layer.denseRows(), 0, input.gradientWidth(), kernelTransposed, layer.width());
    workers.run(
        Workers.units(rows, Network.ROW_BLOCK),
        (unit, worker) -> {
          int from = unit * Network.ROW_BLOCK;
          gradients(input, dOut, from, Math.min(from + Network.ROW_BLOCK, rows));
        });
    inputTransposed = KernelTrainer.transposed(input, inputTransposed);
    SparseGradient sparse = SparseGradient.of(input.sparse());
    if (step.clips()) {
      clip(step, input, sparse);
    }
    int units = input.width() + 1;
    workers.run(
        Workers.units(units, UNIT_BLOCK),
        (unit, worker) -> {
          int from = unit * UNIT_BLOCK;
          int to = Math.min(from + UNIT_BLOCK, units);
          kernel.updateDense(step, inputTransposed, dz, rows, from, to, scratch[worker]);
        });
    if (sparse != null) {
      updateSparse(sparse, step);
    }
    return dInput;
  }

  /** Scales dZ so that the gradient of kernel and bias has no greater norm than it may. */
  private void clip(UpdateStep step, LayerInput input, @Nullable SparseGradient sparse) {
    int rows = input.rowCount();
    int units = input.width() + 1;
    int denseBlocks = Workers.units(units, UNIT_BLOCK);
    int groups = sparse == null ? 0 : sparse.groups().count();
    double[] squares = new double[denseBlocks + Workers.units(groups, UNIT_BLOCK)];
    workers.run(
        squares.length,
        (unit, worker) -> {
          int from = (unit < denseBlocks ? unit : unit - denseBlocks) * UNIT_BLOCK;
          if (unit < denseBlocks) {
            int to = Math.min(from + UNIT_BLOCK, units);
            squares[unit] =
                kernel.denseSquares(inputTransposed, dz, rows, from, to, scratch[worker]);
          } else if (sparse != null) {
            int to = Math.min(from + UNIT_BLOCK, groups);
            squares[unit] = kernel.sparseSquares(sparse, dz, from, to, scratch[worker][0]);
          }
        });
    float scale = step.scale(SquareSum.join(squares));
    for (int row = 0; scale != 1f && row < rows; row++) {
      kernels.scale(dz[row], layer.width(), scale);
    }
  }

  /**
   * Forms dZ, which is dOut where the unit was active (dropout's scale stands for its kept units),
   * and dInput = dZ · kernelᵀ.
   */
  private void gradients(LayerInput input, float[][] dOut, int from, int to) {
    int width = layer.width();
    for (int row = from; row < to; row++) {
      for (int j = 0; j < width; j++) {
        dz[row][j] = out[row][j] > 0f ? dOut[row][j] * dropout.scale : 0f;
      }
    }
    Rows.clear(dInput, from, to, input.gradientWidth());
    kernels.multiply(
        dInput, from, dz, from, to - from, kernelTransposed, width, input.gradientWidth(), null);
  }

  private void updateSparse(SparseGradient sparse, UpdateStep step) {
    int count = sparse.groups().count();
    workers.run(
        Workers.units(count, UNIT_BLOCK),
        (unit, worker) -> {
          int from = unit * UNIT_BLOCK;
          int to = Math.min(from + UNIT_BLOCK, count);
          kernel.updateSparse(step, sparse, dz, from, to, scratch[worker][0]);
        });
  }
}
