package org.hybridrec.features.text;

/**
 * An encoder that was fitted on the very rows that a network is to learn from, labels included.
 * Encoded by it, such a row would carry knowledge of its own label, on which the network would come
 * to rely and which no row has in serving. So while a model is fitted, each row is encoded by a
 * twin that was fitted without the row's group, such as all rows of its visitor; the encoder itself
 * serves.
 */
public interface CrossFittedEncoder extends VectorEncoder {

  /** Returns the name of the source column that tells the group of a row to learn from. */
  String groupField();

  /**
   * Returns the encoder, of the same width and form, that was fitted without a group. For a group
   * that nothing was fitted on, any will do.
   */
  VectorEncoder fittedWithout(String group);
}
