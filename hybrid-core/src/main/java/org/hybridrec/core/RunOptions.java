package org.hybridrec.core;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.hybridrec.core.training.DivergencePolicy;
import org.jspecify.annotations.Nullable;

/**
 * What a run keeps and when it ends from outside. Immutable but for a copy inside {@link #with}.
 */
final class RunOptions {

  static final RunOptions DEFAULT = new RunOptions();

  /** Where the run keeps what it keeps, or null for nothing. */
  @Nullable Path folder;

  /** Steps from one checkpoint to the next. */
  long checkpointSteps = 1_000;

  /** How many checkpoints are kept. */
  int keptCheckpoints = 2;

  /** Steps from one evaluation to the next, 0 for after each epoch only. */
  long evaluationSteps;

  /** Time from one evaluation to the next, or null. */
  @Nullable Duration evaluationTime;

  /** The metric whose best model is kept. */
  RunMetric metric = RunMetric.LOSS;

  /** Whether to go on where an earlier training ended. */
  boolean resume;

  /** How long it may take, or null. */
  @Nullable Duration limit;

  /** Asked after every step. */
  BooleanSupplier cancelled = () -> false;

  /** What it does when the training diverges. */
  DivergencePolicy divergence = DivergencePolicy.FAIL;

  private RunOptions() {}

  private RunOptions(RunOptions other) {
    folder = other.folder;
    checkpointSteps = other.checkpointSteps;
    keptCheckpoints = other.keptCheckpoints;
    evaluationSteps = other.evaluationSteps;
    evaluationTime = other.evaluationTime;
    metric = other.metric;
    resume = other.resume;
    limit = other.limit;
    cancelled = other.cancelled;
    divergence = other.divergence;
  }

  /** Returns a copy, changed before anybody else sees it. */
  RunOptions with(Consumer<RunOptions> change) {
    RunOptions copy = new RunOptions(this);
    change.accept(copy);
    return copy;
  }
}
