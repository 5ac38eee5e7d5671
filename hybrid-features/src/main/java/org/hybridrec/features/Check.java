package org.hybridrec.features;

import org.hybridrec.features.source.Quoted;

/** The checks of column definitions; each message names the column, the rule and the value. */
final class Check {

  private Check() {}

  static String name(String what, String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException(what + " must not be blank, was " + Quoted.of(name));
    }
    return name;
  }

  static int atLeastOne(String column, String what, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(at(column) + what + " must be at least 1, was " + value);
    }
    return value;
  }

  static float finite(String column, String what, float value) {
    if (!Float.isFinite(value)) {
      throw new IllegalArgumentException(at(column) + what + " must be finite, was " + value);
    }
    return value;
  }

  static float positive(String column, String what, float value) {
    if (!(value > 0) || !Float.isFinite(value)) {
      throw new IllegalArgumentException(
          at(column) + what + " must be positive and finite, was " + value);
    }
    return value;
  }

  /** The start of a message about that column. */
  static String at(String column) {
    return "column " + Quoted.of(column) + ": ";
  }
}
