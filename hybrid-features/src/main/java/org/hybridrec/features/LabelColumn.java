package org.hybridrec.features;

/**
 * What is to be predicted: a field of the source whose values are item ids. Immutable.
 *
 * @param field name of the source column, one value a row
 * @param items the items that can be predicted; other values are unknown labels
 */
public record LabelColumn(String field, ItemIndex items) {

  /** Checks the name. */
  public LabelColumn {
    Check.name("the label's field", field);
  }
}
