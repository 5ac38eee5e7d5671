package org.hybridrec.core.factorization;

import org.hybridrec.features.text.VectorEncoder;

/**
 * Turns the items that a row names into a vector by means of fitted factors. A model file holds the
 * factors themselves: {@code {NAME: FACTORS}} with the encoder's {@link #name} and what {@link
 * FoldIn#write} returns.
 */
public sealed interface FactorEncoder extends VectorEncoder
    permits FoldIn, FactorMean, CrossFittedFactors {

  /** Returns the factors from which a row is encoded in serving. */
  FoldIn foldIn();
}
