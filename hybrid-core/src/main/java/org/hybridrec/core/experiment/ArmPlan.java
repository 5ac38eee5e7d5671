package org.hybridrec.core.experiment;

import java.util.function.Function;
import org.hybridrec.core.evaluation.Scorer;
import org.hybridrec.features.LabelColumn;

/** An arm before anything is fitted. */
interface ArmPlan {

  /** Whether an arm is trained anew for each seed. */
  boolean isSeeded();

  /**
   * Fits the arm.
   *
   * @param rows the rows; those to test with are not touched
   * @param label what is predicted; its items are the labels of the training rows
   * @param seed the seed of this run
   */
  Scorer fit(ExperimentRows rows, LabelColumn label, long seed);

  /** An arm that somebody made in code. */
  record Given(Function<LabelColumn, Scorer> scorer) implements ArmPlan {

    @Override
    public boolean isSeeded() {
      return false;
    }

    @Override
    public Scorer fit(ExperimentRows rows, LabelColumn label, long seed) {
      return scorer.apply(label);
    }
  }
}
