package org.hybridrec.core.factorization;

import org.hybridrec.features.FeatureColumns;
import org.hybridrec.features.Field;
import org.hybridrec.features.VectorColumn;

/**
 * Columns of fitted factors, to be imported statically beside {@link FeatureColumns}. The factors
 * travel inside the model file.
 *
 * <pre>{@code
 * CrossFit factors = CrossFit.of(Wals.builder().build(), interactions, 5);
 * recommender
 *     .column(foldedIn("history", factors, "visitor_id"))
 *     .column(itemFactors("content_id", factors, "visitor_id"));
 * }</pre>
 *
 * <p>{@link FactorFit} does the same with fewer words, where the observations are the rows to learn
 * from.
 *
 * <p>A network must not learn from rows on which its factors were fitted, unless they are
 * cross-fitted: the factors would know the rows' labels. The forms that take a {@link CrossFit} and
 * the name of the user's field see to it; the forms without are for factors that were fitted on
 * other users. The field of items is text, or lists of text; while fitting, the history of a row
 * must hold nothing but what came before its label.
 */
public final class FactorColumns {

  private FactorColumns() {}

  /** Returns a column of the factors of somebody who has seen the items of that field. */
  public static VectorColumn foldedIn(String field, FoldIn factors) {
    return foldedIn(Field.of(field), factors);
  }

  /** Returns a column of the factors of somebody who has seen the items of that field. */
  public static VectorColumn foldedIn(Field field, FoldIn factors) {
    return FeatureColumns.vector(field, solvable(field, factors));
  }

  /** Returns a cross-fitted column of the factors of somebody who has seen the field's items. */
  public static VectorColumn foldedIn(String field, CrossFit factors, String userField) {
    return foldedIn(Field.of(field), factors, userField);
  }

  /** Returns a cross-fitted column of the factors of somebody who has seen the field's items. */
  public static VectorColumn foldedIn(Field field, CrossFit factors, String userField) {
    return new FittedFactors(userField, factors).foldedIn(field);
  }

  /** Returns a column of the mean of the factors of the items of that field. */
  public static VectorColumn itemFactors(String field, FoldIn factors) {
    return itemFactors(Field.of(field), factors);
  }

  /** Returns a column of the mean of the factors of the items of that field. */
  public static VectorColumn itemFactors(Field field, FoldIn factors) {
    return FeatureColumns.vector(field, new FactorMean(factors));
  }

  /** Returns a cross-fitted column of the mean of the factors of the field's items. */
  public static VectorColumn itemFactors(String field, CrossFit factors, String userField) {
    return itemFactors(Field.of(field), factors, userField);
  }

  /** Returns a cross-fitted column of the mean of the factors of the field's items. */
  public static VectorColumn itemFactors(Field field, CrossFit factors, String userField) {
    return new FittedFactors(userField, factors).itemFactors(field);
  }

  /** In serving there must be an answer to every history. */
  static FoldIn solvable(Object where, FoldIn factors) {
    if (!factors.solvesEveryRow()) {
      throw new IllegalArgumentException(
          where
              + ": some histories cannot be folded into these factors; fit them with a"
              + " regularization");
    }
    return factors;
  }
}
