package org.hybridrec.core.network;

import java.util.List;
import org.hybridrec.features.encoded.EncodedBatch;

/**
 * Computes the logits of batches, 64 rows and one tile of classes at a time. Thread-safe and
 * without locks; allocates nothing that grows with the classes.
 *
 * <p>The tiles are gone through in one direction and, the next time, in the other. Of weights that
 * are larger than the processor's second cache, the part that was used last is still there.
 */
final class Scoring {

  private final InputLayer input;
  private final List<DenseLayer> hidden;
  private final SoftmaxLayer output;
  private final Kernels kernels;
  private final ScratchPool pool;

  Scoring(InputLayer input, List<DenseLayer> hidden, SoftmaxLayer output, Kernels kernels) {
    this.input = input;
    this.hidden = List.copyOf(hidden);
    this.output = output;
    this.kernels = kernels;
    int[] widths = hidden.stream().mapToInt(DenseLayer::width).toArray();
    int places = 2 * Runtime.getRuntime().availableProcessors();
    this.pool = new ScratchPool(places, () -> new Scratch(input.width, widths, output));
  }

  /** Shows all logits, tiles in ascending order. */
  void score(EncodedBatch batch, TileVisitor visitor) {
    Scratch scratch = pool.take();
    for (int from = 0; from < batch.rowCount(); from += Network.ROW_BLOCK) {
      int to = Math.min(from + Network.ROW_BLOCK, batch.rowCount());
      LayerInput last = hiddenOutput(batch, from, to, scratch);
      for (int tile = 0; tile < output.tileCount(); tile++) {
        output.logits(kernels, last, tile, scratch.logits, 0, to - from);
        for (int row = from; row < to; row++) {
          float[] logits = scratch.logits[row - from];
          visitor.visit(row, output.firstClass(tile), logits, 0, output.tileWidth(tile));
        }
      }
    }
    pool.giveBack(scratch);
  }

  /** Shows all logits, tiles in any order, and the rows' denominators. */
  void softmax(EncodedBatch batch, SoftmaxVisitor visitor) {
    for (int from = 0; from < batch.rowCount(); from += Network.ROW_BLOCK) {
      softmax(batch, from, Math.min(from + Network.ROW_BLOCK, batch.rowCount()), visitor);
    }
  }

  /** Shows the logits of rows [from, to), which are one block at most. */
  void softmax(EncodedBatch batch, int from, int to, SoftmaxVisitor visitor) {
    Scratch scratch = pool.take();
    LayerInput last = hiddenOutput(batch, from, to, scratch);
    int tiles = output.tileCount();
    for (int n = 0; n < tiles; n++) {
      int tile = scratch.backwards ? tiles - 1 - n : n;
      output.logits(kernels, last, tile, scratch.logits, 0, to - from);
      for (int row = from; row < to; row++) {
        visitTile(scratch, row, row - from, tile, visitor);
      }
    }
    scratch.backwards = !scratch.backwards;
    for (int row = from; row < to; row++) {
      finish(scratch, row, row - from, visitor);
    }
    pool.giveBack(scratch);
  }

  private void visitTile(Scratch scratch, int row, int place, int tile, SoftmaxVisitor visitor) {
    float[] logits = scratch.logits[place];
    int width = output.tileWidth(tile);
    float max = kernels.max(logits, 0, width);
    visitor.visit(row, output.firstClass(tile), logits, width, max);
    scratch.maxima[place][tile] = max;
    scratch.sums[place][tile] =
        kernels.exp(logits, 0, scratch.exponentials, scratch.spare, width, max);
  }

  /** Joins the tiles in their order, whichever came first. */
  private void finish(Scratch scratch, int row, int place, SoftmaxVisitor visitor) {
    SoftmaxSum sum = new SoftmaxSum();
    for (int tile = 0; tile < output.tileCount(); tile++) {
      sum.add(scratch.maxima[place][tile], scratch.sums[place][tile]);
    }
    visitor.finish(row, sum);
  }

  private LayerInput hiddenOutput(EncodedBatch batch, int from, int to, Scratch scratch) {
    int rows = to - from;
    scratch.ensure(rows);
    input.dense(kernels, batch, from, to, scratch.dense, 0);
    LayerInput current = input.input(batch, from, to, scratch.dense);
    for (int n = 0; n < hidden.size(); n++) {
      DenseLayer layer = hidden.get(n);
      layer.forward(kernels, current, scratch.hidden[n], 0, rows);
      current = new LayerInput(rows, scratch.hidden[n], layer.width(), layer.width(), null);
    }
    return current;
  }
}
