package org.hybridrec.features.arrow;

/** The families of Arrow types that are read, and one for all others. */
enum Kind {
  NULL,
  BOOL,
  INTEGER,
  FLOAT,
  DECIMAL,
  UTF8,
  LARGE_UTF8,
  UTF8_VIEW,
  LIST,
  LARGE_LIST,
  FIXED_SIZE_LIST,
  OTHER;

  boolean isList() {
    return this == LIST || this == LARGE_LIST || this == FIXED_SIZE_LIST;
  }
}
