package org.hybridrec.core.network;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.hybridrec.core.network.KernelTrainer.SparseGradient;
import org.hybridrec.core.optimization.Optimizer;

/** Trains a hidden layer. */
final class DenseTrainer {

  private static final int UNIT_BLOCK = 32;

  private final Kernels kernels;
  private final Workers workers;
  private final DenseLayer layer;
  private final Dropout dropout;
  private final KernelTrainer kernel;
  private final float[][] biasState;
  private final float[] biasGradient;
  private final float[][][] scratch;

  private float[][] out = new float[0][];
  private float[][] dz = new float[0][];
  private float[][] dzTransposed = new float[0][];
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
    int width = layer.width();
    kernel =
        new KernelTrainer(kernels, optimizer, layer.kernel(), layer.denseRows(), width, kernelRow);
    biasState = OptimizerState.of(optimizer, width);
    biasGradient = new float[width];
    scratch = new float[workers.count()][UNIT_BLOCK][width];
  }

  /** Computes the layer's output, units dropped where a rate is set. */
  LayerInput forward(LayerInput input, long step) {
    int rows = input.rowCount();
    int width = layer.width();
    out = Rows.atLeast(out, rows, width);
    workers.run(
        (rows - 1) / Network.ROW_BLOCK + 1,
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
   * @param dOut gradient of this layer's output, transposed [width × rows]
   * @return gradient of the input's first units, transposed [input.gradientWidth × rows]
   */
  float[][] backward(LayerInput input, float[][] dOut, UpdateStep step) {
    int rows = input.rowCount();
    gradientOfSums(dOut, rows);
    dInput = Rows.atLeast(dInput, input.gradientWidth(), rows);
    inputTransposed = Rows.atLeast(inputTransposed, input.width(), rows);
    kernels.transpose(input.dense(), inputTransposed, rows, input.width());
    int blocks = (input.width() + UNIT_BLOCK - 1) / UNIT_BLOCK;
    workers.run(
        blocks, (unit, worker) -> denseBlock(input, step, unit * UNIT_BLOCK, scratch[worker]));
    SparseGradient sparse = SparseGradient.of(input.sparse());
    if (sparse != null) {
      int count = sparse.groups().count();
      workers.run(
          (count + UNIT_BLOCK - 1) / UNIT_BLOCK,
          (unit, worker) -> {
            int from = unit * UNIT_BLOCK;
            int to = Math.min(from + UNIT_BLOCK, count);
            kernel.updateSparse(step, sparse, dz, from, to, scratch[worker][0]);
          });
    }
    updateBias(step, rows);
    return dInput;
  }

  /** dZ is dOut where the unit was active; dropout's scale stands for its kept units. */
  private void gradientOfSums(float[][] dOut, int rows) {
    int width = layer.width();
    dz = Rows.atLeast(dz, rows, width);
    dzTransposed = Rows.atLeast(dzTransposed, width, rows);
    kernels.transpose(dOut, dz, width, rows);
    for (int row = 0; row < rows; row++) {
      for (int j = 0; j < width; j++) {
        dz[row][j] = out[row][j] > 0f ? dz[row][j] * dropout.scale : 0f;
      }
    }
    kernels.transpose(dz, dzTransposed, rows, width);
  }

  private void denseBlock(LayerInput input, UpdateStep step, int from, float[][] own) {
    int rows = input.rowCount();
    int gradientTo = Math.min(from + UNIT_BLOCK, input.gradientWidth());
    if (from < gradientTo) {
      Rows.clear(dInput, from, gradientTo, rows);
      kernel.addInputGradient(dInput, dzTransposed, from, gradientTo, rows);
    }
    int to = Math.min(from + UNIT_BLOCK, input.width());
    kernel.updateDense(step, inputTransposed, dz, rows, from, to, own);
  }

  private void updateBias(UpdateStep step, int rows) {
    Arrays.fill(biasGradient, 0f);
    for (int row = 0; row < rows; row++) {
      kernels.addScaled(biasGradient, 0, 1f, dz[row], 0, biasGradient.length);
    }
    step.bias(layer.bias(), biasGradient, biasState);
  }
}
