package org.hybridrec.core.network;

import java.util.Locale;
import org.hybridrec.core.optimization.Optimizer;
import org.hybridrec.features.encoded.EmbeddingSlot;
import org.jspecify.annotations.Nullable;

/**
 * The memory that training a network takes, in bytes, known before any of it is allocated. Encoded
 * rows, with their weights, are not part of it. Immutable.
 *
 * @param weights the network
 * @param optimizerState what the optimizer remembers
 * @param best where training stops early: a copy of the best weights, and the network made of it
 * @param step what a step needs, on all threads
 */
public record MemoryNeed(long weights, long optimizerState, long best, long step) {

  /** Beyond any heap; the terms might overflow. */
  private static final long MOST_PARAMETERS = 1L << 40;

  private static final long ARRAY = 16;
  private static final long REFERENCE = 8;

  /**
   * Computes the need of a training.
   *
   * @param shape the network
   * @param optimizer what has a state
   * @param batchSize rows of a step
   * @param threads how many train
   * @param stopsEarly whether the best weights are kept
   * @param sampled how the output layer is trained, null for exactly
   */
  public static MemoryNeed of(
      NetworkShape shape,
      Optimizer optimizer,
      int batchSize,
      int threads,
      boolean stopsEarly,
      @Nullable SampledSoftmax sampled) {
    if (shape.parameterCount() > MOST_PARAMETERS) {
      return new MemoryNeed(Long.MAX_VALUE, 0, 0, 0);
    }
    long weights = weights(shape);
    return new MemoryNeed(
        weights,
        states(shape, optimizer.stateCount()),
        stopsEarly ? weights + Float.BYTES * shape.parameterCount() : 0,
        hiddenStep(shape, batchSize)
            + (sampled == null
                ? exactStep(shape, batchSize, threads)
                : sampledStep(shape, batchSize, threads, sampled, optimizer.stateCount())));
  }

  /** Returns the sum. */
  public long total() {
    return weights + optimizerState + best + step;
  }

  /**
   * Checks that a heap can hold it.
   *
   * @param heap the most bytes that the heap may have, {@code Runtime.maxMemory()}
   * @throws InsufficientMemoryException if it cannot
   */
  public void require(long heap) {
    if (total() > heap) {
      throw new InsufficientMemoryException(
          String.format(
              Locale.ROOT,
              "training needs %d bytes (%.1f MB), the heap may grow to %d (%.1f MB): weights %.1f MB,"
                  + " optimizer state %.1f MB, best weights of early stopping %.1f MB, a step %.1f MB;"
                  + " give the JVM more (-Xmx), or take fewer classes, fewer buckets, narrower"
                  + " embeddings or hidden layers, smaller batches",
              total(),
              total() * 1e-6,
              heap,
              heap * 1e-6,
              weights * 1e-6,
              optimizerState * 1e-6,
              best * 1e-6,
              step * 1e-6));
    }
  }

  private static long matrix(long rows, long columns) {
    return rows * row(columns);
  }

  /** A row of a matrix, its header and the reference to it. */
  private static long row(long columns) {
    long padded = (columns + Kernels.LANES - 1) / Kernels.LANES * Kernels.LANES;
    return ARRAY + REFERENCE + Float.BYTES * padded;
  }

  private static long tiles(NetworkShape shape) {
    return SoftmaxLayer.tileCount(shape.classCount());
  }

  /** The classes of all tiles, each padded as a row is. */
  private static long outputRow(NetworkShape shape) {
    long whole = tiles(shape) - 1;
    return whole * row(SoftmaxLayer.TILE) + row(shape.classCount() - whole * SoftmaxLayer.TILE);
  }

  private static long weights(NetworkShape shape) {
    long bytes = 0;
    for (EmbeddingSlot slot : shape.tables().values()) {
      bytes += ARRAY + (long) Float.BYTES * slot.cardinality() * slot.width();
    }
    long in = shape.layout().width();
    for (int units : shape.hiddenUnits()) {
      bytes += matrix(in + 1, units) + in * REFERENCE;
      in = units;
    }
    // The pieces of the kernel are listed twice more: as dense rows, and as a parameter.
    return bytes + (in + 1) * outputRow(shape) + 3 * REFERENCE * in * tiles(shape);
  }

  private static long states(NetworkShape shape, int stateCount) {
    if (stateCount == 0) {
      return 0;
    }
    long bytes = 0;
    for (EmbeddingSlot slot : shape.tables().values()) {
      long numbers = (long) slot.cardinality() * slot.width();
      bytes += slot.trainable() ? stateCount * (ARRAY + Float.BYTES * numbers) : 0;
    }
    long rowOfStates = ARRAY + 2 * REFERENCE;
    long in = shape.layout().width();
    for (int units : shape.hiddenUnits()) {
      bytes += (in + 1) * (rowOfStates + stateCount * row(units));
      in = units;
    }
    return bytes + (in + 1) * (tiles(shape) * rowOfStates + stateCount * outputRow(shape));
  }

  /** Inputs, outputs and their gradients, some of them transposed as well. */
  private static long hiddenStep(NetworkShape shape, int rows) {
    long in = shape.layout().width();
    long bytes = matrix(rows, in) + 2 * matrix(in + 1, rows);
    for (int units : shape.hiddenUnits()) {
      bytes += 3 * matrix(rows, units) + matrix(units + 1, rows) + matrix(units, in);
      in = units;
    }
    return bytes;
  }

  private static long exactStep(NetworkShape shape, int rows, int threads) {
    long in = shape.outputInputWidth();
    int tile = Math.min(SoftmaxLayer.TILE, shape.classCount());
    boolean keeps = (double) rows * Float.BYTES * shape.classCount() <= SoftmaxTrainer.KEPT_BYTES;
    long kept = keeps ? rows * outputRow(shape) : threads * matrix(rows, tile);
    long product = matrix(tile, in) + matrix(tile, rows) + matrix(in, rows);
    return kept
        + threads * (matrix(in + 1, tile) + product)
        + Math.min(SoftmaxTrainer.MAX_UNITS, tiles(shape)) * matrix(rows, in)
        + 3 * matrix(tiles(shape), rows)
        + matrix(in + 1, rows);
  }

  private static long sampledStep(
      NetworkShape shape, int rows, int threads, SampledSoftmax sampled, int stateCount) {
    long in = shape.outputInputWidth();
    long candidates = Math.min(shape.classCount(), (long) sampled.negatives() + rows);
    long columns = SampledTrainer.COLUMNS;
    long pieces = (candidates + columns - 1) / columns;
    long product = matrix(columns, in) + matrix(columns, rows) + matrix(in, rows);
    return 12L * shape.classCount()
        + pieces * (matrix(in + 1 + rows, columns) + matrix(rows, in) + 2 * row(rows))
        + threads * ((1 + stateCount) * matrix(in + 1, columns) + product)
        + matrix(in + 1, rows);
  }
}
