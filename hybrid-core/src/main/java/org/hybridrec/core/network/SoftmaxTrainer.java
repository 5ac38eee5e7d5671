package org.hybridrec.core.network;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.hybridrec.core.network.KernelTrainer.SparseGradient;
import org.hybridrec.core.optimization.Optimizer;
import org.jspecify.annotations.Nullable;

/**
 * Trains the output layer on the mean cross-entropy −log softmax(z)[label], exactly and tile by
 * tile. Pass 1 computes each tile's logits and keeps their greatest, m, and s = Σ exp(z − m), for
 * every row; the tiles' pairs are joined in tile order, which gives the loss. Pass 2 computes the
 * logits again, turns them in place into dZ = (softmax(z) − 1[label])/rows, adds the tile's share
 * to the input's gradient, and updates the tile.
 *
 * <p>Tiles are joined into at most 64 units whose shares of the input's gradient are summed apart
 * and then added in order: the result does not depend on who computes what.
 */
final class SoftmaxTrainer {

  private static final int MAX_UNITS = 64;

  private final Kernels kernels;
  private final Workers workers;
  private final SoftmaxLayer layer;
  private final KernelTrainer[] tiles;
  private final float[][][] biasStates;
  private final int tilesPerUnit;
  private final int units;
  private final Scratch[] scratch;

  private float[][] maxima = new float[0][];
  private float[][] sums = new float[0][];
  private float[] labelLogits = new float[0];
  private float[] rowMaxima = new float[0];
  private float[] rowFactors = new float[0];
  private float[][] inputTransposed = new float[0][];
  private float[][][] shares = new float[0][][];

  SoftmaxTrainer(
      Kernels kernels,
      Workers workers,
      Optimizer optimizer,
      SoftmaxLayer layer,
      IntUnaryOperator kernelRow) {
    this.kernels = kernels;
    this.workers = workers;
    this.layer = layer;
    int tileCount = layer.tileCount();
    tiles = new KernelTrainer[tileCount];
    biasStates = new float[tileCount][][];
    for (int tile = 0; tile < tileCount; tile++) {
      int width = layer.tileWidth(tile);
      tiles[tile] =
          new KernelTrainer(
              kernels, optimizer, layer.kernel[tile], layer.denseRows[tile], width, kernelRow);
      biasStates[tile] = OptimizerState.of(optimizer, width);
    }
    tilesPerUnit = (tileCount - 1) / MAX_UNITS + 1;
    units = (tileCount - 1) / tilesPerUnit + 1;
    scratch = new Scratch[workers.count()];
    for (int worker = 0; worker < scratch.length; worker++) {
      scratch[worker] = new Scratch();
    }
  }

  /** What a worker needs for one tile. */
  private final class Scratch {
    float[][] z = new float[0][];
    float[][] zTransposed = new float[0][];
    float[][] gradient = new float[0][];
    final float[] row = new float[Math.min(SoftmaxLayer.TILE, layer.classCount)];

    void ensure(LayerInput input) {
      z = Rows.atLeast(z, input.rowCount(), row.length);
      zTransposed = Rows.atLeast(zTransposed, row.length, input.rowCount());
      gradient = Rows.atLeast(gradient, input.width(), row.length);
    }
  }

  /** Pass 1: returns the mean loss of the rows. */
  double loss(LayerInput input, int[] labels) {
    ensure(input);
    workers.run(layer.tileCount(), (tile, worker) -> reduceTile(input, labels, tile, worker));
    double loss = 0;
    for (int row = 0; row < input.rowCount(); row++) {
      loss += lossOfRow(row, input.rowCount());
    }
    return loss / input.rowCount();
  }

  private void ensure(LayerInput input) {
    int rows = input.rowCount();
    for (Scratch own : scratch) {
      own.ensure(input);
    }
    maxima = Rows.atLeast(maxima, layer.tileCount(), rows);
    sums = Rows.atLeast(sums, layer.tileCount(), rows);
    inputTransposed = Rows.atLeast(inputTransposed, input.width(), rows);
    if (labelLogits.length < rows) {
      labelLogits = new float[rows];
      rowMaxima = new float[rows];
      rowFactors = new float[rows];
    }
    if (shares.length == 0) {
      shares = new float[units][0][];
    }
    for (int unit = 0; unit < units; unit++) {
      shares[unit] = Rows.atLeast(shares[unit], input.gradientWidth(), rows);
    }
  }

  private void reduceTile(LayerInput input, int[] labels, int tile, int worker) {
    float[][] z = scratch[worker].z;
    int width = layer.tileWidth(tile);
    int rows = input.rowCount();
    layer.logits(kernels, input, tile, z, 0, rows);
    for (int row = 0; row < rows; row++) {
      float max = kernels.max(z[row], width);
      maxima[tile][row] = max;
      sums[tile][row] = kernels.sumOfExp(z[row], width, max);
      int place = labels[row] - layer.firstClass(tile);
      if (place >= 0 && place < width) {
        labelLogits[row] = z[row][place];
      }
    }
  }

  /** Joins a row's tiles and keeps what pass 2 needs. */
  private double lossOfRow(int row, int rows) {
    float max = Float.NEGATIVE_INFINITY;
    for (int tile = 0; tile < layer.tileCount(); tile++) {
      max = Math.max(max, maxima[tile][row]);
    }
    double sum = 0;
    for (int tile = 0; tile < layer.tileCount(); tile++) {
      sum += (double) sums[tile][row] * Exponential.exp(maxima[tile][row] - max);
    }
    rowMaxima[row] = max;
    rowFactors[row] = (float) (1 / (sum * rows));
    return StrictMath.log(sum) + max - labelLogits[row];
  }

  /**
   * Pass 2: updates the layer.
   *
   * @return gradient of the input's first units, transposed [input.gradientWidth × rows]
   */
  float[][] backward(LayerInput input, int[] labels, UpdateStep step) {
    int rows = input.rowCount();
    kernels.transpose(input.dense(), inputTransposed, rows, input.width());
    SparseGradient sparse = SparseGradient.of(input.sparse());
    workers.run(
        units,
        (unit, worker) -> {
          Rows.clear(shares[unit], 0, input.gradientWidth(), rows);
          int to = Math.min((unit + 1) * tilesPerUnit, layer.tileCount());
          for (int tile = unit * tilesPerUnit; tile < to; tile++) {
            trainTile(input, labels, step, sparse, tile, shares[unit], scratch[worker]);
          }
        });
    return joinShares(input.gradientWidth(), rows);
  }

  private void trainTile(
      LayerInput input,
      int[] labels,
      UpdateStep step,
      @Nullable SparseGradient sparse,
      int tile,
      float[][] share,
      Scratch own) {
    int rows = input.rowCount();
    int width = layer.tileWidth(tile);
    layer.logits(kernels, input, tile, own.z, 0, rows);
    for (int row = 0; row < rows; row++) {
      kernels.scaledExp(own.z[row], width, rowMaxima[row], rowFactors[row]);
      int place = labels[row] - layer.firstClass(tile);
      if (place >= 0 && place < width) {
        own.z[row][place] -= 1f / rows;
      }
    }
    if (input.gradientWidth() > 0) {
      kernels.transpose(own.z, own.zTransposed, rows, width);
      tiles[tile].addInputGradient(share, own.zTransposed, 0, input.gradientWidth(), rows);
    }
    tiles[tile].updateDense(step, inputTransposed, own.z, rows, 0, input.width(), own.gradient);
    if (sparse != null) {
      tiles[tile].updateSparse(step, sparse, own.z, 0, sparse.groups().count(), own.row);
    }
    updateBias(step, tile, rows, own);
  }

  private void updateBias(UpdateStep step, int tile, int rows, Scratch own) {
    Arrays.fill(own.row, 0f);
    for (int row = 0; row < rows; row++) {
      kernels.addScaled(own.row, 0, 1f, own.z[row], 0, layer.tileWidth(tile));
    }
    step.bias(layer.bias[tile], own.row, biasStates[tile]);
  }

  private float[][] joinShares(int width, int rows) {
    float[][] total = shares[0];
    for (int unit = 1; unit < units; unit++) {
      for (int i = 0; i < width; i++) {
        kernels.addScaled(total[i], 0, 1f, shares[unit][i], 0, rows);
      }
    }
    return total;
  }
}
