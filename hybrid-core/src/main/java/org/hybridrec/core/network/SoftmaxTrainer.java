package org.hybridrec.core.network;

import java.util.function.IntUnaryOperator;
import org.hybridrec.core.network.KernelTrainer.SparseGradient;
import org.hybridrec.core.optimization.Optimizer;
import org.jspecify.annotations.Nullable;

/**
 * Trains the output layer on the mean cross-entropy −log softmax(z)[label], exactly and tile by
 * tile. Pass 1 computes each tile's logits and, for every row, their greatest, m, e = exp(z − m)
 * and s = Σ e; the tiles' pairs (m, s) are joined in tile order, which gives the loss. Pass 2 turns
 * e in place into dZ = (softmax(z) − 1[label])/rows, adds the tile's share to the input's gradient,
 * and updates the tile. Between the passes the tiles' e are kept while they take no more than
 * {@value #KEPT_BYTES} bytes; beyond that pass 2 computes them again, with the same result.
 *
 * <p>Tiles are joined into at most 64 units whose shares of the input's gradient are summed apart
 * and then added in order: the result does not depend on who computes what.
 */
final class SoftmaxTrainer implements OutputTrainer {

  /** Most memory for what pass 2 would have to compute again. */
  static final long KEPT_BYTES = 64L << 20;

  static final int MAX_UNITS = 64;

  private final Kernels kernels;
  private final Workers workers;
  private final SoftmaxLayer layer;
  private final long keptBytes;
  private final KernelTrainer[] tiles;
  private final int tilesPerUnit;
  private final int units;
  private final Scratch[] scratch;

  private float[][][] kept = new float[0][][];
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
      IntUnaryOperator kernelRow,
      long keptBytes) {
    this.kernels = kernels;
    this.workers = workers;
    this.layer = layer;
    this.keptBytes = keptBytes;
    int tileCount = layer.tileCount();
    tiles = new KernelTrainer[tileCount];
    for (int tile = 0; tile < tileCount; tile++) {
      tiles[tile] =
          new KernelTrainer(
              kernels,
              optimizer,
              layer.kernel[tile],
              layer.denseRows[tile],
              layer.bias[tile],
              layer.tileWidth(tile),
              kernelRow);
    }
    tilesPerUnit = (tileCount - 1) / MAX_UNITS + 1;
    units = Workers.units(tileCount, tilesPerUnit);
    scratch = new Scratch[workers.count()];
    for (int worker = 0; worker < scratch.length; worker++) {
      scratch[worker] = new Scratch();
    }
  }

  /** What a worker needs for one tile. */
  private final class Scratch {
    float[][] z = new float[0][];
    float[][] gradient = new float[0][];
    final float[] row = new float[Math.min(SoftmaxLayer.TILE, layer.classCount)];
    final float[] spare = new float[row.length];
    final Kernels.TransposedProduct product = kernels.transposedProduct();

    void ensure(LayerInput input, boolean keep) {
      z = keep ? z : Rows.atLeast(z, input.rowCount(), row.length);
      gradient = Rows.atLeast(gradient, input.width() + 1, row.length);
    }
  }

  @Override
  public double loss(LayerInput input, int[] labels, long step) {
    return loss(input, labels);
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
    boolean keep = keeps(rows);
    for (Scratch own : scratch) {
      own.ensure(input, keep);
    }
    if (kept.length == 0) {
      kept = new float[layer.tileCount()][0][];
    }
    maxima = Rows.atLeast(maxima, layer.tileCount(), rows);
    sums = Rows.atLeast(sums, layer.tileCount(), rows);
    if (labelLogits.length < rows) {
      labelLogits = new float[rows];
      rowMaxima = new float[rows];
      rowFactors = new float[rows];
    }
    if (shares.length == 0) {
      shares = new float[units][0][];
    }
  }

  private boolean keeps(int rows) {
    return (long) rows * Float.BYTES * layer.classCount <= keptBytes;
  }

  /** Returns where a tile's logits, and what is made of them, stand. */
  private float[][] tileMemory(int tile, int rows, int worker) {
    if (!keeps(rows)) {
      return scratch[worker].z;
    }
    kept[tile] = Rows.atLeast(kept[tile], rows, layer.tileWidth(tile));
    return kept[tile];
  }

  private void reduceTile(LayerInput input, int[] labels, int tile, int worker) {
    int width = layer.tileWidth(tile);
    int rows = input.rowCount();
    float[][] z = tileMemory(tile, rows, worker);
    for (int from = 0; from < rows; from += kernels.rowBlock()) {
      int to = Math.min(from + kernels.rowBlock(), rows);
      layer.logits(kernels, input, tile, z, from, to);
      for (int row = from; row < to; row++) {
        int place = labels[row] - layer.firstClass(tile);
        if (place >= 0 && place < width) {
          labelLogits[row] = z[row][place];
        }
        float max = kernels.max(z[row], 0, width);
        maxima[tile][row] = max;
        sums[tile][row] = kernels.exp(z[row], 0, z[row], scratch[worker].spare, width, max);
      }
    }
  }

  @Override
  public void states(StatesByWeights all) {
    for (KernelTrainer tile : tiles) {
      tile.states(all);
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
   * @return gradient of the input's first units [rows × input.gradientWidth]
   */
  @Override
  public float[][] backward(LayerInput input, int[] labels, UpdateStep step) {
    int rows = input.rowCount();
    int width = input.gradientWidth();
    inputTransposed = KernelTrainer.transposed(input, inputTransposed);
    SparseGradient sparse = SparseGradient.of(input.sparse());
    workers.run(
        units,
        (unit, worker) -> {
          shares[unit] = Rows.atLeast(shares[unit], rows, width);
          Rows.clear(shares[unit], 0, rows, width);
          int to = Math.min((unit + 1) * tilesPerUnit, layer.tileCount());
          for (int tile = unit * tilesPerUnit; tile < to; tile++) {
            float[][] dz = gradientOfTile(input, labels, tile, worker);
            trainTile(input, dz, step, sparse, tile, shares[unit], scratch[worker]);
          }
        });
    workers.run(
        Workers.units(rows, Network.ROW_BLOCK),
        (unit, worker) -> {
          int from = unit * Network.ROW_BLOCK;
          joinShares(from, Math.min(from + Network.ROW_BLOCK, rows), width);
        });
    return shares[0];
  }

  private float[][] gradientOfTile(LayerInput input, int[] labels, int tile, int worker) {
    int rows = input.rowCount();
    int width = layer.tileWidth(tile);
    float[][] z = tileMemory(tile, rows, worker);
    if (!keeps(rows)) {
      layer.logits(kernels, input, tile, z, 0, rows);
      for (int row = 0; row < rows; row++) {
        kernels.exp(z[row], 0, z[row], scratch[worker].spare, width, maxima[tile][row]);
      }
    }
    for (int row = 0; row < rows; row++) {
      float factor = Exponential.exp(maxima[tile][row] - rowMaxima[row]) * rowFactors[row];
      kernels.scale(z[row], width, factor);
      int place = labels[row] - layer.firstClass(tile);
      if (place >= 0 && place < width) {
        z[row][place] -= 1f / rows;
      }
    }
    return z;
  }

  private void trainTile(
      LayerInput input,
      float[][] dz,
      UpdateStep step,
      @Nullable SparseGradient sparse,
      int tile,
      float[][] share,
      Scratch own) {
    int rows = input.rowCount();
    if (input.gradientWidth() > 0) {
      own.product.take(layer.denseRows[tile], input.gradientWidth(), layer.tileWidth(tile));
      own.product.add(share, dz, 0, rows);
    }
    tiles[tile].updateDense(step, inputTransposed, dz, rows, 0, input.width() + 1, own.gradient);
    if (sparse != null) {
      tiles[tile].updateSparse(step, sparse, dz, 0, sparse.groups().count(), own.row);
    }
  }

  private void joinShares(int from, int to, int width) {
    for (int unit = 1; unit < units; unit++) {
      for (int row = from; row < to; row++) {
        kernels.addScaled(shares[0][row], 0, 1f, shares[unit][row], 0, width);
      }
    }
  }
}
