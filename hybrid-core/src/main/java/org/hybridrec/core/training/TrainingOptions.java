package org.hybridrec.core.training;

import java.util.Objects;
import org.hybridrec.core.network.Regularization;
import org.hybridrec.core.network.SampledSoftmax;
import org.hybridrec.core.optimization.Optimizer;
import org.jspecify.annotations.Nullable;

/**
 * How a network is trained. Immutable.
 *
 * @param optimizer how gradients change weights
 * @param regularization dropout and penalty
 * @param batchSize rows of a step, at least 1; the last step of an epoch may have fewer
 * @param epochs how often the rows are gone through at most, at least 1; {@link Integer#MAX_VALUE}
 *     for no limit
 * @param maxSteps steps at most, at least 1; {@link Long#MAX_VALUE} for no limit
 * @param patience epochs without a better validation loss after which training stops; 0 for never
 * @param seed what the order of rows, initial weights, dropout and negatives are drawn from
 * @param sampledSoftmax trains the output layer on some classes a step; null for all, exactly
 */
public record TrainingOptions(
    Optimizer optimizer,
    Regularization regularization,
    int batchSize,
    int epochs,
    long maxSteps,
    int patience,
    long seed,
    @Nullable SampledSoftmax sampledSoftmax) {

  /**
   * Makes options of exact training.
   *
   * @param optimizer how gradients change weights
   * @param regularization dropout and penalty
   * @param batchSize rows of a step, at least 1
   * @param epochs how often the rows are gone through at most, at least 1
   * @param maxSteps steps at most, at least 1
   * @param patience epochs without a better validation loss after which training stops; 0 for never
   * @param seed what the order of rows, initial weights and dropout are drawn from
   * @throws IllegalArgumentException if one is out of its range
   */
  public TrainingOptions(
      Optimizer optimizer,
      Regularization regularization,
      int batchSize,
      int epochs,
      long maxSteps,
      int patience,
      long seed) {
    this(optimizer, regularization, batchSize, epochs, maxSteps, patience, seed, null);
  }

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public TrainingOptions {
    Objects.requireNonNull(optimizer, "optimizer");
    Objects.requireNonNull(regularization, "regularization");
    requireAtLeast(1, "batchSize", batchSize);
    requireAtLeast(1, "epochs", epochs);
    requireAtLeast(1, "maxSteps", maxSteps);
    requireAtLeast(0, "patience", patience);
  }

  private static void requireAtLeast(long least, String name, long value) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be at least " + least + ", was " + value);
    }
  }
}
