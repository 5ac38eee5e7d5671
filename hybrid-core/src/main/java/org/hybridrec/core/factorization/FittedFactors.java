package org.hybridrec.core.factorization;

import org.hybridrec.features.FeatureColumns;
import org.hybridrec.features.Field;
import org.hybridrec.features.VectorColumn;

/**
 * Cross-fitted factors of the rows that a network learns from, and the columns that are made of
 * them. Immutable and thread-safe. {@link FactorFit} makes them.
 *
 * @param userField name of the field with the user's id
 * @param crossFit the factors, fitted on all users and without each part of them
 */
public record FittedFactors(String userField, CrossFit crossFit) {

  /**
   * Returns a column of the factors of somebody who has seen the items of that field. While
   * fitting, they must be what came before the row's label.
   *
   * @throws IllegalArgumentException if some histories cannot be folded into these factors
   */
  public VectorColumn foldedIn(String field) {
    return foldedIn(Field.of(field));
  }

  /**
   * Returns a column of the factors of somebody who has seen the items of that field.
   *
   * @see #foldedIn(String)
   */
  public VectorColumn foldedIn(Field field) {
    return FeatureColumns.vector(field, history());
  }

  /** Returns a column of the mean of the factors of the items of that field. */
  public VectorColumn itemFactors(String field) {
    return itemFactors(Field.of(field));
  }

  /** Returns a column of the mean of the factors of the items of that field. */
  public VectorColumn itemFactors(Field field) {
    return FeatureColumns.vector(field, items());
  }

  /**
   * Returns the encoder of histories: the items that somebody has seen become the factors of that
   * user.
   *
   * @throws IllegalArgumentException if some histories cannot be folded into these factors
   */
  public CrossFittedFactors history() {
    FoldIn serving = FactorColumns.solvable("factors", factorization().foldIn());
    return new CrossFittedFactors(serving, userField, crossFit::without);
  }

  /** Returns the encoder of items: they become the mean of their factors. */
  public CrossFittedFactors items() {
    return new CrossFittedFactors(
        new FactorMean(factorization().foldIn()),
        userField,
        user -> new FactorMean(crossFit.without(user)));
  }

  /** Returns the factors fitted on all users. */
  public Factorization factorization() {
    return crossFit.factorization();
  }
}
