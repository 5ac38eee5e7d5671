package org.hybridrec.core.network;

/**
 * The seed of random tests: always the same in a normal build, so that a change is judged by the
 * cases that its parent was judged by; a new one each time with {@code -Pnightly}; or that of
 * {@code -Dhybridrec.seed=}. Printed.
 */
public final class Seed {

  private static final long FIXED = 20_261_124;

  private Seed() {}

  /** Returns the seed and prints it. */
  @SuppressWarnings("SystemOut") // a failure is repeated with it
  public static long of(Class<?> test) {
    boolean nightly = Boolean.getBoolean("rec.nightly");
    long otherwise = nightly ? System.nanoTime() & 0xFFFF_FFFFL : FIXED;
    long seed = Long.getLong("hybridrec.seed", otherwise);
    System.out.println(test.getSimpleName() + ": -Dhybridrec.seed=" + seed);
    return seed;
  }
}
