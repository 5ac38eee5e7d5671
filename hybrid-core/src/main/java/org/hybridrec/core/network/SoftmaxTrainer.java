package org.hybridrec.core.network;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.hybridrec.core.network.KernelTrainer.SparseGradient;
import org.hybridrec.core.optimization.Optimizer;
import org.jspecify.annotations.Nullable;

/**
 * Trains the output layer on the mean cross-entropy −log softmax(z)[label], exactly and tile by
 * tile. A row counts by its weight w; W is the sum of all.
 *
 * <p>Pass 1 computes a tile's logits and, for every row, the greatest so far, m, e = exp(z − m) and
 * s = Σ e without the label's; while both are in cache, e · kernelᵀ is added to the tile's share of
 * the input's gradient. The pairs (m, s) are joined in tile order, which gives the loss and each
 * row's factor f = w · exp(m − greatest)/(sum · W). The gradient of the logits is f·e, and that of
 * the label −w · others/(sum · W): a sum without the label has no digits to lose where its
 * probability is near 1. Pass 2 puts the label's, divided by f, in the place of its e and
 * multiplies f into the input. Between the passes the tiles' e are kept while they take no more
 * than {@value #KEPT_BYTES} bytes; beyond that pass 2 computes them again, with the same result.
 *
 * <p>Where the gradient of the logits is to be clipped its norm is computed between the passes, and
 * pass 2 multiplies the scale into the factors.
 *
 * <p>Tiles are joined into at most 64 units. A unit has one share of the input's gradient, scaled
 * down wherever a later tile of the unit brings a greater m. The shares are added in order: the
 * result does not depend on who computes what.
 */
final class SoftmaxTrainer implements OutputTrainer {

  /** Most memory for what pass 2 would have to compute again. */
  static final long KEPT_BYTES = 64L << 20;

  static final int MAX_UNITS = 64;

  /** A row of a tile with a smaller factor has a gradient in its label alone. */
  private static final float LEAST_FACTOR = 1e-30f;

  /** A logit that is less than the greatest by so much has 0 for its e. */
  private static final float NEGLIGIBLE = 2 * -Exponential.LOWEST;

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
  private float[][] factors = new float[0][];
  private float[] rowMaxima = new float[0];
  private double[] others = new double[0];
  private float[] rowFactors = new float[0];
  private float[] labelLogits = new float[0];
  private float[] labelGradients = new float[0];
  private float[][] labelKernels = new float[0][];
  private float[][] inputTransposed = new float[0][];
  private float[][][] shares = new float[0][][];
  private float[][] dInput = new float[0][];

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
    float[][] e = new float[0][];
    float[][] gradient = new float[0][];
    float[][] scaledInput = new float[0][];
    float[] factors = new float[0];
    final float[] row = new float[Math.min(SoftmaxLayer.TILE, layer.classCount)];
    private float[] spare = new float[row.length];
    final Kernels.TransposedProduct product = kernels.transposedProduct();

    float[] spare(int length) {
      spare = spare.length < length ? new float[length] : spare;
      return spare;
    }

    void ensure(LayerInput input, boolean keep) {
      e = keep ? e : Rows.atLeast(e, input.rowCount(), row.length);
      gradient = Rows.atLeast(gradient, kernels.kernelRows(), row.length);
      scaledInput = Rows.atLeast(scaledInput, input.width() + 1, input.rowCount());
      factors = factors.length < input.rowCount() ? new float[input.rowCount()] : factors;
    }
  }

  @Override
  public double loss(LayerInput input, int[] labels, RowWeights weights, long step) {
    return loss(input, labels, weights);
  }

  /** Pass 1: returns the mean loss of the rows. */
  double loss(LayerInput input, int[] labels, RowWeights weights) {
    ensure(input);
    workers.run(units, (unit, worker) -> reduceUnit(input, labels, unit, scratch[worker]));
    joinTiles(input.rowCount());
    double loss = 0;
    for (int row = 0; row < input.rowCount(); row++) {
      loss += weights.of(row) * lossOfRow(row, weights);
    }
    return loss / weights.sum;
  }

  private void ensure(LayerInput input) {
    int rows = input.rowCount();
    boolean keep = keeps(rows);
    for (Scratch own : scratch) {
      own.ensure(input, keep);
    }
    if (kept.length == 0) {
      kept = new float[layer.tileCount()][0][];
      shares = new float[units][0][];
    }
    maxima = Rows.atLeast(maxima, layer.tileCount(), rows);
    sums = Rows.atLeast(sums, layer.tileCount(), rows);
    factors = Rows.atLeast(factors, layer.tileCount(), rows);
    labelKernels = Rows.atLeast(labelKernels, rows, input.gradientWidth());
    dInput = Rows.atLeast(dInput, rows, input.gradientWidth());
    if (labelLogits.length < rows) {
      labelLogits = new float[rows];
      rowMaxima = new float[rows];
      others = new double[rows];
      rowFactors = new float[rows];
      labelGradients = new float[rows];
    }
  }

  private boolean keeps(int rows) {
    return (long) rows * Float.BYTES * layer.classCount <= keptBytes;
  }

  /** Returns where a tile's logits, and what is made of them, stand. */
  private float[][] tileMemory(int tile, int rows, Scratch own) {
    if (!keeps(rows)) {
      return own.e;
    }
    kept[tile] = Rows.atLeast(kept[tile], rows, layer.tileWidth(tile));
    return kept[tile];
  }

  private int firstTile(int unit) {
    return unit * tilesPerUnit;
  }

  private int endTile(int unit) {
    return Math.min((unit + 1) * tilesPerUnit, layer.tileCount());
  }

  private void reduceUnit(LayerInput input, int[] labels, int unit, Scratch own) {
    shares[unit] = Rows.atLeast(shares[unit], input.rowCount(), input.gradientWidth());
    Rows.clear(shares[unit], 0, input.rowCount(), input.gradientWidth());
    for (int tile = firstTile(unit); tile < endTile(unit); tile++) {
      reduceTile(input, labels, tile, unit, own);
    }
  }

  private void reduceTile(LayerInput input, int[] labels, int tile, int unit, Scratch own) {
    int rows = input.rowCount();
    float[][] e = tileMemory(tile, rows, own);
    own.product.take(layer.denseRows[tile], input.gradientWidth(), layer.tileWidth(tile));
    for (int from = 0; from < rows; from += kernels.rowBlock()) {
      int to = Math.min(from + kernels.rowBlock(), rows);
      layer.logits(kernels, input, tile, e, from, to);
      for (int row = from; row < to; row++) {
        readLabel(input, labels[row], tile, row, e[row]);
        int place = labels[row] - layer.firstClass(tile);
        reduceRow(e[row], place, tile, unit, row, input.gradientWidth(), own);
      }
      own.product.add(shares[unit], e, from, to);
    }
  }

  /** Keeps what the loss and the input's gradient need of a row's label if it is in the tile. */
  private void readLabel(LayerInput input, int label, int tile, int row, float[] logits) {
    int place = label - layer.firstClass(tile);
    if (place >= 0 && place < layer.tileWidth(tile)) {
      labelLogits[row] = logits[place];
      for (int unit = 0; unit < input.gradientWidth(); unit++) {
        labelKernels[row][unit] = layer.denseRows[tile][unit][place];
      }
    }
  }

  @Override
  public void states(StatesByWeights all) {
    for (KernelTrainer tile : tiles) {
      tile.states(all);
    }
  }

  /** Turns a row's logits into e, that of its label into 0. */
  private void reduceRow(
      float[] z, int label, int tile, int unit, int row, int inputWidth, Scratch own) {
    int width = layer.tileWidth(tile);
    float max = kernels.max(z, 0, width);
    if (tile > firstTile(unit)) {
      float before = maxima[tile - 1][row];
      max = Math.max(max, before);
      if (max > before) {
        kernels.scale(shares[unit][row], inputWidth, Exponential.exp(before - max));
      }
    }
    maxima[tile][row] = max;
    if (label >= 0 && label < width) {
      z[label] = max - NEGLIGIBLE;
    }
    sums[tile][row] = kernels.exp(z, 0, z, own.spare, width, max);
  }

  /** Sums the rows' e over the tiles, and keeps what each tile's are to be multiplied with. */
  private void joinTiles(int rows) {
    Arrays.fill(rowMaxima, 0, rows, Float.NEGATIVE_INFINITY);
    Arrays.fill(others, 0, rows, 0.0);
    for (float[] greatest : maxima) {
      for (int row = 0; row < rows; row++) {
        rowMaxima[row] = Math.max(rowMaxima[row], greatest[row]);
      }
    }
    for (int tile = 0; tile < layer.tileCount(); tile++) {
      float[] factor = factors[tile];
      for (int row = 0; row < rows; row++) {
        factor[row] = maxima[tile][row] - rowMaxima[row];
      }
      kernels.exp(factor, 0, factor, scratch[0].spare(rows), rows, 0f);
      for (int row = 0; row < rows; row++) {
        others[row] += (double) sums[tile][row] * factor[row];
      }
    }
  }

  /** Returns a row's loss and keeps what pass 2 needs. */
  private double lossOfRow(int row, RowWeights weights) {
    double sum = others[row] + Exponential.exp(labelLogits[row] - rowMaxima[row]);
    double weight = weights.of(row);
    rowFactors[row] = (float) (weight / (sum * weights.sum));
    labelGradients[row] = (float) (-weight * others[row] / (sum * weights.sum));
    return StrictMath.log(sum) + rowMaxima[row] - labelLogits[row];
  }

  /** Returns what a tile's e, or what was made of them, is multiplied with in the end. */
  private float factor(int tile, int row) {
    return factors[tile][row] * rowFactors[row];
  }

  /** Pass 2: updates the layer. */
  @Override
  public float[][] backward(LayerInput input, int[] labels, UpdateStep step, RowGradients next) {
    int rows = input.rowCount();
    inputTransposed = KernelTrainer.transposed(input, inputTransposed);
    SparseGradient sparse = SparseGradient.of(input.sparse());
    float scale = step.clips() ? step.scale(squares(input, labels)) : 1f;
    WorkList work = new WorkList();
    work.add(
        Workers.units(rows, Network.ROW_BLOCK),
        (unit, worker) -> {
          int from = unit * Network.ROW_BLOCK;
          int to = Math.min(from + Network.ROW_BLOCK, rows);
          joinShares(from, to, scale, input.gradientWidth());
          next.take(dInput, from, to);
        });
    work.add(
        layer.tileCount(),
        (tile, worker) -> trainTile(input, labels, step, scale, sparse, tile, scratch[worker]));
    work.run(workers);
    return dInput;
  }

  /** Returns the sum of squares of the gradient in all logits. */
  private double squares(LayerInput input, int[] labels) {
    double[] squares = new double[layer.tileCount()];
    workers.run(
        squares.length,
        (tile, worker) -> {
          float[][] e = exponentials(input, tile, scratch[worker]);
          for (int row = 0; row < input.rowCount(); row++) {
            int place = labels[row] - layer.firstClass(tile);
            squares[tile] +=
                SquareSum.ofLogits(
                    e[row], layer.tileWidth(tile), factor(tile, row), place, labelGradients[row]);
          }
        });
    return SquareSum.join(squares);
  }

  private void trainTile(
      LayerInput input,
      int[] labels,
      UpdateStep step,
      float scale,
      @Nullable SparseGradient sparse,
      int tile,
      Scratch own) {
    float[][] e = exponentials(input, tile, own);
    takeFactors(input.rowCount(), tile, own);
    putLabels(labels, input.rowCount(), tile, e, own);
    if (scale != 1f) {
      kernels.scale(own.factors, input.rowCount(), scale);
    }
    for (int unit = 0; unit <= input.width(); unit++) {
      multiply(inputTransposed[unit], own.factors, own.scaledInput[unit], input.rowCount());
    }
    int kernelRows = input.width() + 1;
    int block = kernels.kernelRows();
    for (int from = 0; from < kernelRows; from += block) {
      int to = Math.min(from + block, kernelRows);
      tiles[tile].differentiate(own.scaledInput, e, input.rowCount(), from, to, own.gradient);
      tiles[tile].update(step, from, to, own.gradient);
    }
    if (sparse != null) {
      for (int row = 0; row < input.rowCount(); row++) {
        kernels.scale(e[row], layer.tileWidth(tile), own.factors[row]);
      }
      tiles[tile].updateSparse(step, sparse, e, 0, sparse.groups().count(), own.row);
    }
  }

  /** Returns e of pass 1, computed again if it was not kept. */
  private float[][] exponentials(LayerInput input, int tile, Scratch own) {
    int rows = input.rowCount();
    float[][] e = tileMemory(tile, rows, own);
    if (!keeps(rows)) {
      layer.logits(kernels, input, tile, e, 0, rows);
      for (int row = 0; row < rows; row++) {
        kernels.exp(e[row], 0, e[row], own.spare, layer.tileWidth(tile), maxima[tile][row]);
      }
    }
    return e;
  }

  private void takeFactors(int rows, int tile, Scratch own) {
    for (int row = 0; row < rows; row++) {
      own.factors[row] = factor(tile, row);
    }
  }

  /**
   * Puts the gradient of the labels' logits, divided by the row's factor, in the place of their e.
   */
  private void putLabels(int[] labels, int rows, int tile, float[][] e, Scratch own) {
    int width = layer.tileWidth(tile);
    for (int row = 0; row < rows; row++) {
      int place = labels[row] - layer.firstClass(tile);
      if (place >= 0 && place < width) {
        if (own.factors[row] < LEAST_FACTOR) {
          Arrays.fill(e[row], 0, width, 0f);
          own.factors[row] = 1f;
        }
        e[row][place] = labelGradients[row] / own.factors[row];
      }
    }
  }

  private static void multiply(float[] x, float[] factors, float[] out, int length) {
    for (int i = 0; i < length; i++) {
      out[i] = x[i] * factors[i];
    }
  }

  /** Forms the input's gradient of some rows. */
  private void joinShares(int from, int to, float scale, int width) {
    for (int row = from; row < to; row++) {
      for (int unit = 0; unit < width; unit++) {
        dInput[row][unit] = labelGradients[row] * labelKernels[row][unit];
      }
      for (int unit = 0; unit < units; unit++) {
        float factor = factor(endTile(unit) - 1, row);
        kernels.addScaled(dInput[row], 0, factor, shares[unit][row], 0, width);
      }
      if (scale != 1f) {
        kernels.scale(dInput[row], width, scale);
      }
    }
  }
}
