package org.hybridrec.core;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.hybridrec.core.training.DivergencePolicy;
import org.jspecify.annotations.Nullable;

/**
 * What a run keeps and when it ends from outside. Immutable.
 *
 * @param folder where it keeps what it keeps, or null for nothing
 * @param checkpointSteps steps from one checkpoint to the next
 * @param keptCheckpoints how many are kept
 * @param evaluationSteps steps from one evaluation to the next, 0 for after each epoch only
 * @param metric the name of the metric whose best model is kept
 * @param resume whether to go on where an earlier training ended
 * @param limit how long it may take, or null
 * @param cancelled asked after every step
 * @param divergence what it does when the training diverges
 */
record RunOptions(
    @Nullable Path folder,
    long checkpointSteps,
    int keptCheckpoints,
    long evaluationSteps,
    RunMetric metric,
    boolean resume,
    @Nullable Duration limit,
    BooleanSupplier cancelled,
    DivergencePolicy divergence) {

  static final RunOptions DEFAULT =
      new RunOptions(
          null, 1_000, 2, 0, RunMetric.LOSS, false, null, () -> false, DivergencePolicy.FAIL);

  RunOptions folder(Path to) {
    return new RunOptions(
        to,
        checkpointSteps,
        keptCheckpoints,
        evaluationSteps,
        metric,
        resume,
        limit,
        cancelled,
        divergence);
  }

  RunOptions checkpointSteps(long steps) {
    return new RunOptions(
        folder,
        steps,
        keptCheckpoints,
        evaluationSteps,
        metric,
        resume,
        limit,
        cancelled,
        divergence);
  }

  RunOptions keptCheckpoints(int count) {
    return new RunOptions(
        folder,
        checkpointSteps,
        count,
        evaluationSteps,
        metric,
        resume,
        limit,
        cancelled,
        divergence);
  }

  RunOptions evaluationSteps(long steps) {
    return new RunOptions(
        folder,
        checkpointSteps,
        keptCheckpoints,
        steps,
        metric,
        resume,
        limit,
        cancelled,
        divergence);
  }

  RunOptions metric(RunMetric best) {
    return new RunOptions(
        folder,
        checkpointSteps,
        keptCheckpoints,
        evaluationSteps,
        best,
        resume,
        limit,
        cancelled,
        divergence);
  }

  RunOptions resuming() {
    return new RunOptions(
        folder,
        checkpointSteps,
        keptCheckpoints,
        evaluationSteps,
        metric,
        true,
        limit,
        cancelled,
        divergence);
  }

  RunOptions limit(Duration most) {
    return new RunOptions(
        folder,
        checkpointSteps,
        keptCheckpoints,
        evaluationSteps,
        metric,
        resume,
        most,
        cancelled,
        divergence);
  }

  RunOptions cancelled(BooleanSupplier token) {
    return new RunOptions(
        folder,
        checkpointSteps,
        keptCheckpoints,
        evaluationSteps,
        metric,
        resume,
        limit,
        token,
        divergence);
  }

  RunOptions divergence(DivergencePolicy policy) {
    return new RunOptions(
        folder,
        checkpointSteps,
        keptCheckpoints,
        evaluationSteps,
        metric,
        resume,
        limit,
        cancelled,
        policy);
  }
}
