package org.hybridrec.core;

import org.hybridrec.core.optimization.Optimizer;
import org.hybridrec.core.training.DivergencePolicy;
import org.hybridrec.core.training.SavedState;
import org.hybridrec.core.training.TrainingDivergedException;
import org.hybridrec.core.training.TrainingListener;
import org.hybridrec.core.training.TrainingOptions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How often a training has gone back, and whether it may once more. */
final class RollBacks {

  private static final Logger LOG = LoggerFactory.getLogger(RollBacks.class);

  private final DivergencePolicy policy;
  private int count;
  private @Nullable String untold;

  RollBacks(DivergencePolicy policy, int before) {
    this.policy = policy;
    this.count = before;
  }

  int count() {
    return count;
  }

  /** Returns how many of them the journal has. */
  int told() {
    return untold == null ? count : count - 1;
  }

  /**
   * Counts one more.
   *
   * @throws TrainingDivergedException if there may be no more
   */
  void next(TrainingDivergedException cause) {
    if (policy.rollBacks() == 0) {
      throw cause;
    }
    if (count >= policy.rollBacks()) {
      throw new TrainingDivergedException(
          cause.getMessage() + "; it was rolled back " + count + " times, as often as it may be",
          cause);
    }
    count++;
    untold = String.valueOf(cause.getMessage());
  }

  /**
   * Returns a state that was kept since the roll-back before, or null for the beginning: what the
   * training went back to before, and from where it diverged again, was no good.
   */
  @Nullable SavedState untried(@Nullable SavedState last) {
    return Checkpoint.rollBacks(last) < count - 1 ? null : last;
  }

  /** Tells of a roll-back once the state is known that the training goes on from. */
  void tell(TrainingListener listener, long step) {
    if (untold != null) {
      LOG.warn("{}; going on from step {} with half the learning rate", untold, step);
      listener.onRollBack(step, count, untold);
      untold = null;
    }
  }

  /** Returns options with the learning rate halved so often. */
  static TrainingOptions slowed(TrainingOptions options, int rollBacks) {
    Optimizer optimizer = options.optimizer();
    float rate = Math.scalb(optimizer.learningRate(), -rollBacks);
    return rollBacks == 0 ? options : options.withOptimizer(optimizer.withLearningRate(rate));
  }
}
