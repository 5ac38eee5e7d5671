package org.hybridrec.core.network;

/** The seed of random tests: a new one each time, printed, or that of {@code -Dhybridrec.seed=}. */
public final class Seed {

  private Seed() {}

  /** Returns the seed and prints it. */
  @SuppressWarnings("SystemOut") // a failure is repeated with it
  public static long of(Class<?> test) {
    long seed = Long.getLong("hybridrec.seed", System.nanoTime() & 0xFFFF_FFFFL);
    System.out.println(test.getSimpleName() + ": -Dhybridrec.seed=" + seed);
    return seed;
  }
}
