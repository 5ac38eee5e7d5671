package org.hybridrec.core.network;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.hybridrec.core.network.KernelTrainer.SparseGradient;
import org.hybridrec.core.optimization.Optimizer;
import org.jspecify.annotations.Nullable;

/**
 * Trains the output layer as {@link SampledSoftmax} says. The classes of a step are gathered into
 * pieces of {@value #COLUMNS} columns, which are computed, differentiated and updated as the tiles
 * of {@link SoftmaxTrainer} are, and put back. The pieces' shares of the input's gradient are added
 * in order: the result does not depend on who computes what.
 */
final class SampledTrainer implements OutputTrainer {

  /** Classes of a piece. */
  static final int COLUMNS = 256;

  private final Kernels kernels;
  private final Workers workers;
  private final NegativeSampler sampler;
  private final GatheredColumns columns;
  private final IntUnaryOperator kernelRow;
  private final Scratch[] scratch;

  private Candidates candidates = new Candidates(new int[0], new float[0], new int[0]);
  private @Nullable SparseGradient sparse;
  private int[] kernelRows = new int[0];
  private Piece[] pieces = new Piece[0];
  private float[] labelLogits = new float[0];
  private float[] rowMaxima = new float[0];
  private float[] rowFactors = new float[0];
  private RowWeights weights = RowWeights.equal(0);
  private float[][] inputTransposed = new float[0][];

  SampledTrainer(
      Kernels kernels,
      Workers workers,
      Optimizer optimizer,
      SoftmaxLayer layer,
      IntUnaryOperator kernelRow,
      NegativeSampler sampler) {
    this.kernels = kernels;
    this.workers = workers;
    this.sampler = sampler;
    this.kernelRow = kernelRow;
    this.columns = new GatheredColumns(layer, optimizer);
    scratch = new Scratch[workers.count()];
    for (int worker = 0; worker < scratch.length; worker++) {
      scratch[worker] = new Scratch(kernels.transposedProduct());
    }
  }

  /** Some classes of a step: from there on among its candidates. */
  private static final class Piece {
    int from;
    int to;

    /** [kernel rows and bias × columns]. */
    float[][] kernel = new float[0][];

    /** [rows × columns]: logits, then exponentials, then their gradient. */
    float[][] z = new float[0][];

    float[][] share = new float[0][];
    float[] maxima = new float[0];
    float[] sums = new float[0];

    int width() {
      return to - from;
    }
  }

  /** What a worker needs for one piece. */
  private static final class Scratch {
    final Kernels.TransposedProduct product;
    final float[] spare = new float[COLUMNS];
    final float[] zeros = new float[COLUMNS];
    float[][] gradient = new float[0][];
    float[][][] states = new float[0][][];

    Scratch(Kernels.TransposedProduct product) {
      this.product = product;
    }
  }

  @Override
  public void states(StatesByWeights all) {
    columns.states(all);
  }

  @Override
  public double loss(LayerInput input, int[] labels, RowWeights rowWeights, long step) {
    int rows = input.rowCount();
    weights = rowWeights;
    candidates = Candidates.of(sampler, step, labels, rows);
    sparse = SparseGradient.of(input.sparse());
    kernelRows = kernelRows(input);
    ensure(input);
    int count = Workers.units(candidates.classes().length, COLUMNS);
    workers.run(count, (piece, worker) -> reduce(input, pieces[piece], scratch[worker]));
    double loss = 0;
    for (int row = 0; row < rows; row++) {
      loss += weights.of(row) * lossOfRow(row, count);
    }
    return loss / weights.sum;
  }

  /** The rows of the kernel that the batch meets: dense units, then indicators. */
  private int[] kernelRows(LayerInput input) {
    int groups = sparse == null ? 0 : sparse.groups().count();
    int[] rows = new int[input.width() + groups];
    for (int unit = 0; unit < input.width(); unit++) {
      rows[unit] = kernelRow.applyAsInt(unit);
    }
    for (int g = 0; sparse != null && g < groups; g++) {
      rows[input.width() + g] = sparse.groups().ids()[g];
    }
    return rows;
  }

  private void ensure(LayerInput input) {
    int rows = input.rowCount();
    int length = candidates.classes().length;
    int count = Workers.units(length, COLUMNS);
    if (pieces.length < count) {
      int before = pieces.length;
      pieces = Arrays.copyOf(pieces, count);
      Arrays.setAll(pieces, i -> i < before ? pieces[i] : new Piece());
    }
    for (int i = 0; i < count; i++) {
      Piece piece = pieces[i];
      piece.from = i * COLUMNS;
      piece.to = Math.min(length, piece.from + COLUMNS);
      piece.kernel = Rows.atLeast(piece.kernel, kernelRows.length + 1, COLUMNS);
      piece.z = Rows.atLeast(piece.z, rows, COLUMNS);
      piece.share = Rows.atLeast(piece.share, rows, input.gradientWidth());
      if (piece.maxima.length < rows) {
        piece.maxima = new float[rows];
        piece.sums = new float[rows];
      }
    }
    for (Scratch own : scratch) {
      own.gradient = Rows.atLeast(own.gradient, input.width() + 1, COLUMNS);
      own.states = columns.stateMemory(own.states, kernelRows.length, COLUMNS);
    }
    if (labelLogits.length < rows) {
      labelLogits = new float[rows];
      rowMaxima = new float[rows];
      rowFactors = new float[rows];
    }
  }

  /** Pass 1: a piece's logits, corrected, and what is needed to sum their exponentials. */
  private void reduce(LayerInput input, Piece piece, Scratch own) {
    int width = piece.width();
    columns.readWeights(kernelRows, candidates.classes(), piece.from, piece.to, piece.kernel);
    float[] bias = piece.kernel[kernelRows.length];
    kernels.multiply(
        piece.z, 0, input.dense(), 0, input.rowCount(), piece.kernel, input.width(), width, bias);
    if (sparse != null) {
      addIndicators(sparse, input.width(), piece);
    }
    for (int row = 0; row < input.rowCount(); row++) {
      float[] z = piece.z[row];
      int place = candidates.places()[row] - piece.from;
      boolean here = place >= 0 && place < width;
      float label = here ? z[place] : 0f;
      kernels.addScaled(z, 0, 1f, candidates.corrections(), piece.from, width);
      if (here) {
        z[place] = label;
        labelLogits[row] = label;
      }
      piece.maxima[row] = kernels.max(z, 0, width);
      piece.sums[row] = kernels.exp(z, 0, z, own.spare, width, piece.maxima[row]);
    }
  }

  private void addIndicators(SparseGradient indicators, int denseWidth, Piece piece) {
    Groups groups = indicators.groups();
    for (int g = 0; g < groups.count(); g++) {
      for (int i = groups.starts()[g]; i < groups.starts()[g + 1]; i++) {
        int p = groups.positions()[i];
        float[] z = piece.z[indicators.rowAt()[p]];
        float weight = indicators.input().weights()[p];
        kernels.addScaled(z, 0, weight, piece.kernel[denseWidth + g], 0, piece.width());
      }
    }
  }

  private double lossOfRow(int row, int count) {
    float max = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      max = Math.max(max, pieces[i].maxima[row]);
    }
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += (double) pieces[i].sums[row] * Exponential.exp(pieces[i].maxima[row] - max);
    }
    rowMaxima[row] = max;
    rowFactors[row] = (float) (weights.of(row) / (sum * weights.sum));
    return StrictMath.log(sum) + max - labelLogits[row];
  }

  @Override
  public float[][] backward(LayerInput input, int[] labels, UpdateStep step, RowGradients next) {
    int rows = input.rowCount();
    int count = Workers.units(candidates.classes().length, COLUMNS);
    inputTransposed = KernelTrainer.transposed(input, inputTransposed);
    float scale = step.clips() ? step.scale(squares(rows, count)) : 1f;
    workers.run(
        count, (piece, worker) -> train(input, pieces[piece], step, scale, scratch[worker]));
    workers.run(
        Workers.units(rows, Network.ROW_BLOCK),
        (unit, worker) -> {
          int from = unit * Network.ROW_BLOCK;
          int to = Math.min(from + Network.ROW_BLOCK, rows);
          joinShares(from, to, count, input.gradientWidth());
          next.take(pieces[0].share, from, to);
        });
    return pieces[0].share;
  }

  /** Adds the shares of some rows to those of the first piece. */
  private void joinShares(int from, int to, int count, int width) {
    for (int row = from; row < to; row++) {
      for (int i = 1; i < count; i++) {
        kernels.addScaled(pieces[0].share[row], 0, 1f, pieces[i].share[row], 0, width);
      }
    }
  }

  /** Returns the sum of squares of the gradient in all logits of the step. */
  private double squares(int rows, int count) {
    double[] squares = new double[count];
    workers.run(
        count,
        (number, worker) -> {
          Piece piece = pieces[number];
          for (int row = 0; row < rows; row++) {
            float[] e = piece.z[row];
            float factor = factor(piece, row);
            int place = candidates.places()[row] - piece.from;
            boolean here = place >= 0 && place < piece.width();
            float label = here ? factor * e[place] - share(row, 1f) : 0f;
            squares[number] += SquareSum.ofLogits(e, piece.width(), factor, place, label);
          }
        });
    return SquareSum.join(squares);
  }

  /** Returns what a row has of the whole weight, scaled. */
  private float share(int row, float scale) {
    return (float) (scale * weights.of(row) / weights.sum);
  }

  private float factor(Piece piece, int row) {
    return Exponential.exp(piece.maxima[row] - rowMaxima[row]) * rowFactors[row];
  }

  /** Pass 2: the gradient of a piece's logits, its share of the input's, and the update. */
  private void train(LayerInput input, Piece piece, UpdateStep step, float scale, Scratch own) {
    int rows = input.rowCount();
    int width = piece.width();
    for (int row = 0; row < rows; row++) {
      float[] z = piece.z[row];
      kernels.scale(z, width, factor(piece, row) * scale);
      int place = candidates.places()[row] - piece.from;
      if (place >= 0 && place < width) {
        z[place] -= share(row, scale);
      }
    }
    if (input.gradientWidth() > 0) {
      Rows.clear(piece.share, 0, rows, input.gradientWidth());
      own.product.take(piece.kernel, input.gradientWidth(), width);
      own.product.add(piece.share, piece.z, 0, rows);
    }
    int[] classes = candidates.classes();
    columns.readStates(kernelRows, classes, piece.from, piece.to, own.states);
    updateDense(input, piece, step, own);
    if (sparse != null) {
      updateSparse(sparse, input.width(), piece, step, own);
    }
    columns.writeWeights(kernelRows, classes, piece.from, piece.to, piece.kernel);
    columns.writeStates(kernelRows, classes, piece.from, piece.to, own.states);
  }

  private void updateDense(LayerInput input, Piece piece, UpdateStep step, Scratch own) {
    int units = input.width();
    int width = piece.width();
    float[][] gradient = own.gradient;
    kernels.multiply(
        gradient, 0, inputTransposed, 0, units + 1, piece.z, input.rowCount(), width, own.zeros);
    for (int unit = 0; unit < units; unit++) {
      step.penalised(piece.kernel[unit], 0, gradient[unit], own.states[unit], width);
    }
    int bias = kernelRows.length;
    step.bias(piece.kernel[bias], gradient[units], own.states[bias], width);
  }

  private void updateSparse(
      SparseGradient indicators, int denseWidth, Piece piece, UpdateStep step, Scratch own) {
    Groups groups = indicators.groups();
    int width = piece.width();
    float[] gradient = own.gradient[0];
    for (int g = 0; g < groups.count(); g++) {
      Arrays.fill(gradient, 0, width, 0f);
      for (int i = groups.starts()[g]; i < groups.starts()[g + 1]; i++) {
        int p = groups.positions()[i];
        float weight = indicators.input().weights()[p];
        kernels.addScaled(gradient, 0, weight, piece.z[indicators.rowAt()[p]], 0, width);
      }
      int row = denseWidth + g;
      step.penalised(piece.kernel[row], 0, gradient, own.states[row], width);
    }
  }
}
