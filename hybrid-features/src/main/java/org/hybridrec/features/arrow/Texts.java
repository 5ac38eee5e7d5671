package org.hybridrec.features.arrow;

/** Values that are UTF-8 texts, each in one piece. */
interface Texts extends Values {

  /** Returns the number that a text has among others, or -1. */
  int number(long index, TextNumbers numbers);
}
