package org.hybridrec.core.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hybridrec.core.optimization.Optimizer;
import org.hybridrec.features.encoded.EmbeddingSlot;
import org.hybridrec.features.encoded.EncodedBatch;
import org.hybridrec.features.encoded.IdList;

/**
 * Trains an embedding table: what the slots that share it want of a row is summed, then the row is
 * changed once. Rows that a batch does not name are not touched. A gradient that is to be clipped
 * is computed twice, for its norm and for the update.
 */
final class EmbeddingTrainer {

  private static final int GROUP_BLOCK = 64;

  private final Kernels kernels;
  private final Workers workers;
  private final InputLayer input;
  private final EmbeddingTable table;
  private final List<Integer> denseSlots = new ArrayList<>();
  private final float[][] state;
  private final float[][] scratch;

  private int[] ids = new int[0];
  private int[] rows = new int[0];
  private int[] places = new int[0];
  private float[] factors = new float[0];
  private int count;
  private Groups groups = Groups.of(ids, 0);

  EmbeddingTrainer(
      Kernels kernels,
      Workers workers,
      Optimizer optimizer,
      InputLayer input,
      EmbeddingTable table) {
    this.kernels = kernels;
    this.workers = workers;
    this.input = input;
    this.table = table;
    for (int d = 0; d < input.denseSlots.length; d++) {
      int slot = input.denseSlots[d];
      if (input.isEmbedding(slot) && input.table(slot) == table) {
        denseSlots.add(d);
      }
    }
    state = OptimizerState.of(optimizer, table.values.length);
    scratch = new float[workers.count()][table.width];
  }

  /** Names the states of the table's rows. */
  void states(StatesByWeights all) {
    all.put(table.values, state);
  }

  /** Finds the rows of the table that a batch names. */
  void prepare(EncodedBatch batch) {
    collect(batch);
    groups = Groups.of(ids, count);
  }

  /**
   * Adds the update of the table to some work, given the gradient of the dense input [rows ×
   * gradientWidth].
   */
  void update(float[][] dInput, UpdateStep step, WorkList work) {
    float scale = step.clips() ? step.scale(squares(dInput)) : 1f;
    work.add(
        Workers.units(groups.count(), GROUP_BLOCK),
        (unit, worker) -> {
          int to = Math.min((unit + 1) * GROUP_BLOCK, groups.count());
          for (int g = unit * GROUP_BLOCK; g < to; g++) {
            updateRow(g, dInput, scale, step, scratch[worker]);
          }
        });
  }

  /** Returns the sum of squares of the gradient in all rows that are touched. */
  private double squares(float[][] dInput) {
    double[] squares = new double[Workers.units(groups.count(), GROUP_BLOCK)];
    workers.run(
        squares.length,
        (unit, worker) -> {
          int to = Math.min((unit + 1) * GROUP_BLOCK, groups.count());
          for (int g = unit * GROUP_BLOCK; g < to; g++) {
            differentiate(g, dInput, scratch[worker]);
            squares[unit] += SquareSum.of(scratch[worker], 0, table.width);
          }
        });
    return SquareSum.join(squares);
  }

  private void collect(EncodedBatch batch) {
    count = 0;
    for (int d : denseSlots) {
      IdList list = batch.ids(input.denseSlots[d]);
      EmbeddingSlot slot = slot(d);
      ensure(count + list.offsets()[list.rowCount()]);
      for (int row = 0; row < list.rowCount(); row++) {
        float divisor = EmbeddingTable.divisor(slot.combiner(), list, row);
        for (int p = list.offsets()[row]; p < list.offsets()[row + 1]; p++) {
          if (EmbeddingTable.counts(slot.combiner(), list.weight(p))) {
            ids[count] = list.ids()[p];
            rows[count] = row;
            places[count] = d;
            factors[count++] = list.weight(p) / divisor;
          }
        }
      }
    }
  }

  private EmbeddingSlot slot(int d) {
    return (EmbeddingSlot) input.layout.slots().get(input.denseSlots[d]);
  }

  private void ensure(int needed) {
    if (ids.length < needed) {
      int size = Math.max(needed, 2 * ids.length);
      ids = Arrays.copyOf(ids, size);
      rows = Arrays.copyOf(rows, size);
      places = Arrays.copyOf(places, size);
      factors = Arrays.copyOf(factors, size);
    }
  }

  private void updateRow(int g, float[][] dInput, float scale, UpdateStep step, float[] gradient) {
    differentiate(g, dInput, gradient);
    if (scale != 1f) {
      kernels.scale(gradient, table.width, scale);
    }
    int at = groups.ids()[g] * table.width;
    step.penalised(table.values, at, gradient, state, table.width);
  }

  /** Computes the gradient of a row of the table. */
  private void differentiate(int g, float[][] dInput, float[] gradient) {
    int id = groups.ids()[g];
    Arrays.fill(gradient, 0f);
    for (int i = groups.starts()[g]; i < groups.starts()[g + 1]; i++) {
      int p = groups.positions()[i];
      int at = input.denseStart[places[p]];
      addGradient(gradient, id, factors[p], dInput[rows[p]], at, slot(places[p]).maxNorm());
    }
  }

  /**
   * Adds factor·d, or, where the row x is longer than c = maxNorm and x·c/|x| was looked up,
   * factor·c/|x|·(d − x·(x·d)/|x|²).
   */
  private void addGradient(
      float[] gradient, int id, float factor, float[] d, int at, float maxNorm) {
    float shrink = table.shrink(id, maxNorm);
    kernels.addScaled(gradient, 0, factor * shrink, d, at, table.width);
    if (shrink < 1f) {
      float norm = table.norm(id);
      double along = 0;
      for (int j = 0; j < table.width; j++) {
        along += (double) table.values[id * table.width + j] * d[at + j];
      }
      float back = (float) (-factor * shrink * along / ((double) norm * norm));
      kernels.addScaled(gradient, 0, back, table.values, id * table.width, table.width);
    }
  }
}
