package org.hybridrec.core.network;

import java.util.Arrays;
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
  private @Nullable SparseGradient sparse;

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

  /** Returns where the layer's output will stand, once {@link #forward} was called for all rows. */
  LayerInput output(LayerInput input) {
    int rows = input.rowCount();
    int width = layer.width();
    out = Rows.atLeast(out, rows, width);
    dz = Rows.atLeast(dz, rows, width);
    dInput = Rows.atLeast(dInput, rows, input.gradientWidth());
    inputTransposed = Rows.atLeast(inputTransposed, input.width() + 1, rows);
    Arrays.fill(inputTransposed[input.width()], 0, rows, 1f);
    return new LayerInput(rows, out, width, width, null);
  }

  /** Computes the output of rows [from, to), units dropped where a rate is set. */
  void forward(LayerInput input, long step, int from, int to) {
    layer.forward(kernels, input, out, from, to);
    for (int row = from; row < to; row++) {
      dropout.apply(step, row, out[row], 0, layer.width());
    }
    Rows.transpose(input.dense(), from, to, inputTransposed, from, input.width());
  }

  /** Turns around what the gradients will need of the kernel and of a sparse input. */
  void prepare(LayerInput input) {
    kernelTransposed = Rows.atLeast(kernelTransposed, layer.width(), input.gradientWidth());
    Rows.transpose(layer.denseRows(), 0, input.gradientWidth(), kernelTransposed, layer.width());
    sparse = SparseGradient.of(input.sparse());
  }

  /** Adds the update of the layer, once all rows' {@link #gradients} are there, to some work. */
  void update(LayerInput input, UpdateStep step, WorkList work) {
    int rows = input.rowCount();
    if (step.clips()) {
      clip(step, input);
    }
    int units = input.width() + 1;
    work.add(
        Workers.units(units, UNIT_BLOCK),
        (unit, worker) -> {
          int from = unit * UNIT_BLOCK;
          int to = Math.min(from + UNIT_BLOCK, units);
          kernel.updateDense(step, inputTransposed, dz, rows, from, to, scratch[worker]);
        });
    SparseGradient groups = sparse;
    if (groups != null) {
      int count = groups.groups().count();
      work.add(
          Workers.units(count, UNIT_BLOCK),
          (unit, worker) -> {
            int from = unit * UNIT_BLOCK;
            int to = Math.min(from + UNIT_BLOCK, count);
            kernel.updateSparse(step, groups, dz, from, to, scratch[worker][0]);
          });
    }
  }

  /** Scales dZ so that the gradient of kernel and bias has no greater norm than it may. */
  private void clip(UpdateStep step, LayerInput input) {
    SparseGradient sparse = this.sparse;
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
   *
   * @param dOut gradient of this layer's output [rows × width], of which rows [from, to) are read
   */
  void gradients(LayerInput input, float[][] dOut, int from, int to) {
    int width = layer.width();
    for (int row = from; row < to; row++) {
      kernels.passWhereActive(out[row], dOut[row], dropout.scale, dz[row], width);
    }
    Rows.clear(dInput, from, to, input.gradientWidth());
    kernels.multiply(
        dInput, from, dz, from, to - from, kernelTransposed, width, input.gradientWidth(), null);
  }

  /**
   * Returns the gradient of the input's first units [rows × input.gradientWidth], which {@link
   * #gradients} writes.
   */
  float[][] inputGradient() {
    return dInput;
  }
}
