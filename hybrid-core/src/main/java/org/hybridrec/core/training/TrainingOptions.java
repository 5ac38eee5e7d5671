package org.hybridrec.core.training;

import java.util.Objects;
import org.hybridrec.core.network.Regularization;
import org.hybridrec.core.network.SampledSoftmax;
import org.hybridrec.core.network.StepSize;
import org.hybridrec.core.optimization.LearningRateSchedule;
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
 * @param schedule how the learning rate changes from step to step
 * @param gradientClip the greatest norm of a block's gradient, positive; infinite for none. {@link
 *     StepSize} says what a block is
 */
public record TrainingOptions(
    Optimizer optimizer,
    Regularization regularization,
    int batchSize,
    int epochs,
    long maxSteps,
    int patience,
    long seed,
    @Nullable SampledSoftmax sampledSoftmax,
    LearningRateSchedule schedule,
    float gradientClip) {

  /**
   * Makes options of exact training at one learning rate, without clipping.
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
    this(
        optimizer,
        regularization,
        batchSize,
        epochs,
        maxSteps,
        patience,
        seed,
        null,
        LearningRateSchedule.CONSTANT,
        Float.POSITIVE_INFINITY);
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
    Objects.requireNonNull(schedule, "schedule");
    if (!(gradientClip > 0)) {
      throw new IllegalArgumentException("gradientClip must be positive, was " + gradientClip);
    }
  }

  /** Returns these options with another optimizer. */
  public TrainingOptions withOptimizer(Optimizer other) {
    return new TrainingOptions(
        other,
        regularization,
        batchSize,
        epochs,
        maxSteps,
        patience,
        seed,
        sampledSoftmax,
        schedule,
        gradientClip);
  }

  /**
   * Returns how far a step goes.
   *
   * @param step its number in the whole training, from 1
   */
  public StepSize stepSize(long step) {
    float rate = (float) (optimizer.learningRate() * schedule.factor(step));
    return new StepSize(rate, gradientClip);
  }

  private static void requireAtLeast(long least, String name, long value) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be at least " + least + ", was " + value);
    }
  }
}
