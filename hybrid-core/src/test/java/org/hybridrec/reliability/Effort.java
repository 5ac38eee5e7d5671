package org.hybridrec.reliability;

/** How much a long test does: little in a normal build, all of it with {@code -Pnightly}. */
public final class Effort {

  private static final boolean NIGHTLY = Boolean.getBoolean("rec.nightly");

  private Effort() {}

  /** Returns whether this is a build with {@code -Pnightly}. */
  public static boolean isNightly() {
    return NIGHTLY;
  }

  /** Returns one of two numbers. */
  public static int of(int normal, int nightly) {
    return NIGHTLY ? nightly : normal;
  }
}
