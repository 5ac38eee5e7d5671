package org.hybridrec.core.factorization;

import org.hybridrec.features.FeatureColumns;
import org.hybridrec.features.Field;
import org.hybridrec.features.TextEmbeddingColumn;

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
 * <p>A network must not learn from rows on which its factors were fitted, unless they are
 * cross-fitted: the factors would know the rows' labels. The forms that take a {@link CrossFit} and
 * the name of the user's field see to it; the forms without are for factors that were fitted on
 * other users. The field of items is text, or lists of text; while fitting, the history of a row
 * must hold nothing but what came before its label.
 */
public final class FactorColumns {

  private FactorColumns() {}

  /** Returns a column of the factors of somebody who has seen the items of that field. */
  public static TextEmbeddingColumn foldedIn(String field, FoldIn factors) {
    return foldedIn(Field.of(field), factors);
  }

  /** Returns a column of the factors of somebody who has seen the items of that field. */
  public static TextEmbeddingColumn foldedIn(Field field, FoldIn factors) {
    return column(field, solvable(field, factors));
  }

  /** Returns a cross-fitted column of the factors of somebody who has seen the field's items. */
  public static TextEmbeddingColumn foldedIn(String field, CrossFit factors, String userField) {
    return foldedIn(Field.of(field), factors, userField);
  }

  /** Returns a cross-fitted column of the factors of somebody who has seen the field's items. */
  public static TextEmbeddingColumn foldedIn(Field field, CrossFit factors, String userField) {
    FoldIn serving = solvable(field, factors.factorization().foldIn());
    return column(field, new CrossFittedFactors(serving, userField, factors::without));
  }

  /** Returns a column of the mean of the factors of the items of that field. */
  public static TextEmbeddingColumn itemFactors(String field, FoldIn factors) {
    return itemFactors(Field.of(field), factors);
  }

  /** Returns a column of the mean of the factors of the items of that field. */
  public static TextEmbeddingColumn itemFactors(Field field, FoldIn factors) {
    return column(field, new FactorMean(factors));
  }

  /** Returns a cross-fitted column of the mean of the factors of the field's items. */
  public static TextEmbeddingColumn itemFactors(String field, CrossFit factors, String userField) {
    return itemFactors(Field.of(field), factors, userField);
  }

  /** Returns a cross-fitted column of the mean of the factors of the field's items. */
  public static TextEmbeddingColumn itemFactors(Field field, CrossFit factors, String userField) {
    FactorEncoder serving = new FactorMean(factors.factorization().foldIn());
    return column(
        field,
        new CrossFittedFactors(serving, userField, user -> new FactorMean(factors.without(user))));
  }

  /** In serving there must be an answer to every history. */
  private static FoldIn solvable(Field field, FoldIn factors) {
    if (!factors.solvesEveryRow()) {
      throw new IllegalArgumentException(
          field
              + ": some histories cannot be folded into these factors; fit them with a"
              + " regularization");
    }
    return factors;
  }

  private static TextEmbeddingColumn column(Field field, FactorEncoder encoder) {
    return FeatureColumns.textEmbedding(field, encoder).named(field.name() + "_" + encoder.name());
  }
}
