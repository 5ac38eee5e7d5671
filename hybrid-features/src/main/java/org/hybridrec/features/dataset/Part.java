package org.hybridrec.features.dataset;

import java.util.Locale;

/** What the rows of a data set are used for. */
public enum Part {
  /** Rows to fit on. */
  TRAIN,
  /** Rows to choose options and the end of training by. */
  VALIDATION,
  /** Rows to measure the result on. */
  TEST;

  /** Returns the name in small letters, as it stands in file names: {@code train}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
