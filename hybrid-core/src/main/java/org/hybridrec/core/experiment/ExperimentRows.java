package org.hybridrec.core.experiment;

import org.hybridrec.features.dataset.SplitRows;
import org.hybridrec.features.source.ExampleSource;

/**
 * The rows of an experiment. Immutable.
 *
 * @param train all arms learn from these
 * @param validation training stops by these; may be without rows where no arm stops early
 * @param test all arms are measured on these, once
 */
public record ExperimentRows(ExampleSource train, ExampleSource validation, ExampleSource test) {

  /** Takes the parts of a split. */
  public static ExperimentRows of(SplitRows parts) {
    return new ExperimentRows(parts.train(), parts.validation(), parts.test());
  }

  /** Reads all rows into memory, for experiments go through them many times. */
  ExperimentRows inMemory() {
    return new ExperimentRows(
        StoredTable.of(train).source(),
        StoredTable.of(validation).source(),
        StoredTable.of(test).source());
  }
}
