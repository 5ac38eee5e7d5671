package org.hybridrec.reliability;

/** How much a long test does: little in a normal build, all of it with {@code -Pnightly}. */
final class Effort {

  private static final boolean NIGHTLY = Boolean.getBoolean("rec.nightly");

  private Effort() {}

  static int of(int normal, int nightly) {
    return NIGHTLY ? nightly : normal;
  }
}
