package org.hybridrec.core.training;

/**
 * What a run does when its training diverges. Immutable.
 *
 * @param rollBacks how often it goes back to the last good state, with half the learning rate; 0
 *     for ending at once
 */
public record DivergencePolicy(int rollBacks) {

  /** Ends at once with a {@link TrainingDivergedException}: the default. */
  public static final DivergencePolicy FAIL = new DivergencePolicy(0);

  /** Halving more often than that gives no learning rate worth the name. */
  private static final int MOST = 30;

  /**
   * Checks the value.
   *
   * @throws IllegalArgumentException if it is not in [0, 30]
   */
  public DivergencePolicy {
    if (rollBacks < 0 || rollBacks > MOST) {
      throw new IllegalArgumentException(
          "rollBacks must be at least 0 and at most " + MOST + ", was " + rollBacks);
    }
  }

  /**
   * Returns going back to the last good state, with half the learning rate from there on, and
   * ending with a {@link TrainingDivergedException} when that was of no avail.
   *
   * @param most how often in the whole training, in [1, 30]
   * @throws IllegalArgumentException if it is out of that range
   */
  public static DivergencePolicy rollBack(int most) {
    if (most < 1) {
      throw new IllegalArgumentException("rollBack must be at least 1, was " + most);
    }
    return new DivergencePolicy(most);
  }
}
