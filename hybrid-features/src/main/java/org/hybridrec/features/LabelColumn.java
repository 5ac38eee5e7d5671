package org.hybridrec.features;

import org.jspecify.annotations.Nullable;

/**
 * What is to be predicted: a field of the source whose values are item ids, and how much each row
 * counts. Immutable.
 *
 * <p>A weight is a finite number of at least 0. While fitting, one that is missing without a
 * default, or cannot be used, is an {@link org.hybridrec.features.source.InvalidDataException} with
 * its row. Where rows are only measured they need not have the field, and such a weight is 1.
 *
 * @param field name of the source column, one value a row
 * @param items the items that can be predicted; other values are unknown labels
 * @param weight how much a row counts in the loss, as TensorFlow's {@code weight_column}; null
 *     where all count 1
 */
public record LabelColumn(String field, ItemIndex items, @Nullable NumericColumn weight) {

  /** Makes a label of rows that all count 1. */
  public LabelColumn(String field, ItemIndex items) {
    this(field, items, null);
  }

  /** Checks the name. */
  public LabelColumn {
    Check.name("the label's field", field);
  }

  /** Names the weight only where there is one. */
  @Override
  public String toString() {
    String rows = weight == null ? "" : ", weight=" + weight.field().source();
    return "LabelColumn[field=" + field + ", items=" + items + rows + "]";
  }

  /** Returns this label with rows that count what that number says. */
  public LabelColumn weightedBy(NumericColumn number) {
    return new LabelColumn(field, items, number);
  }
}
