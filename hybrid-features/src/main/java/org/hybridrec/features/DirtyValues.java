package org.hybridrec.features;

/** What happens to a value that cannot be used: NaN, text that is no number, broken text, … */
public enum DirtyValues {
  /**
   * An {@link org.hybridrec.features.source.InvalidDataException} names row and column: fitting.
   */
  REFUSE,
  /** It counts as missing and as invalid: recommending and evaluating. */
  COUNT
}
