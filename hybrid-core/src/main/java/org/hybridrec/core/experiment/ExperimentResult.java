package org.hybridrec.core.experiment;

import java.util.List;
import org.hybridrec.core.evaluation.Comparison;

/**
 * What an experiment found. Immutable.
 *
 * @param comparison all arms on the test rows
 * @param canaries columns of the training rows that give the label away; there should be none
 */
public record ExperimentResult(Comparison comparison, List<Canary> canaries) {

  /** Copies the list. */
  public ExperimentResult {
    canaries = List.copyOf(canaries);
  }
}
