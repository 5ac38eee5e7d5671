package org.hybridrec.features.source;

/** What the values of a source column are. */
public enum ValueType {
  /** Unicode text. The only type of a CSV file: the recipe knows what a cell means. */
  TEXT,
  /** Whole numbers of up to 64 bits. Used as a category, a value stands for its decimal text. */
  INTEGER,
  /** Floating point numbers. */
  NUMBER
}
