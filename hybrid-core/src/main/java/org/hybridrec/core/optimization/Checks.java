package org.hybridrec.core.optimization;

/** Checks of options, written so that NaN fails. */
final class Checks {

  private Checks() {}

  static void requirePositive(String where, String name, float value) {
    if (!(value > 0 && value < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          where + ": " + name + " must be positive and finite, was " + value);
    }
  }

  static void requireAtLeast(long least, String where, String name, long value) {
    if (value < least) {
      throw new IllegalArgumentException(
          where + ": " + name + " must be at least " + least + ", was " + value);
    }
  }

  static void requireFraction(String where, String name, float value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(
          where + ": " + name + " must be at least 0 and less than 1, was " + value);
    }
  }
}
