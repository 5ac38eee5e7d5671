package org.hybridrec.core.optimization;

/** The part of a {@link LearningRateSchedule} that comes after the warm-up. Immutable. */
public sealed interface Decay {

  /**
   * Returns what the rate is multiplied with, in [0, 1].
   *
   * @param steps how many steps came after the warm-up, at least 0
   */
  double factor(long steps);

  /** The rate stays. */
  record None() implements Decay {
    @Override
    public double factor(long steps) {
      return 1;
    }
  }

  /**
   * Half a cosine from 1 down to a fraction.
   *
   * @param steps how long it falls, at least 1
   * @param fraction where it ends and stays, in [0, 1]
   */
  record Cosine(long steps, float fraction) implements Decay {

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public Cosine {
      Checks.requireAtLeast(1, "cosine", "steps", steps);
      if (!(fraction >= 0 && fraction <= 1)) {
        throw new IllegalArgumentException(
            "cosine: fraction must be at least 0 and at most 1, was " + fraction);
      }
    }

    @Override
    public double factor(long made) {
      double progress = (double) Math.min(made, steps) / steps;
      return fraction + (1.0 - fraction) * (1 + StrictMath.cos(Math.PI * progress)) / 2;
    }
  }

  /**
   * A factor again and again.
   *
   * @param every steps from one fall to the next, at least 1
   * @param factor what the rate is multiplied with, greater than 0 and at most 1
   */
  record Steps(long every, float factor) implements Decay {

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public Steps {
      Checks.requireAtLeast(1, "stepDecay", "every", every);
      if (!(factor > 0 && factor <= 1)) {
        throw new IllegalArgumentException(
            "stepDecay: factor must be greater than 0 and at most 1, was " + factor);
      }
    }

    @Override
    public double factor(long made) {
      long falls = made / every;
      return StrictMath.pow(factor, (double) falls);
    }
  }
}
