package org.hybridrec.features.encoded;

/**
 * How the embeddings of a row's ids become one vector. With weights w (all 1 where none are given):
 * {@code SUM} is Σ w·e, {@code MEAN} is Σ w·e / Σ w, {@code SQRTN} is Σ w·e / √Σ w². A row without
 * ids gives zeros.
 */
public enum Combiner {
  /** Weighted average, the default. */
  MEAN,
  /** Weighted sum. */
  SUM,
  /** Weighted sum over the square root of the sum of squared weights. */
  SQRTN
}
