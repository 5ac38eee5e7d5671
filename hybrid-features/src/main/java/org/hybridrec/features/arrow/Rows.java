package org.hybridrec.features.arrow;

/** Which of a column's values belong to a row. */
interface Rows {

  /** Returns how many values the row has, 0 if it is missing. */
  int count(int row);

  /** Returns the number of the row's first value. */
  long start(int row);
}
