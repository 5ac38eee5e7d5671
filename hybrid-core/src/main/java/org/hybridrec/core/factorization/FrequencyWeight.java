package org.hybridrec.core.factorization;

/**
 * A weight that follows from how often something was observed: {@code scale · n^exponent} for a
 * user or an item with n observed cells. Immutable.
 *
 * <p>An exponent of 0 gives all the same weight, as TensorFlow's WALS does by default; -1 gives
 * every user or item the same weight in total, however often it was observed.
 *
 * @param scale the weight of something that was observed once, positive and finite
 * @param exponent the power of n, finite
 */
public record FrequencyWeight(double scale, double exponent) {

  /** The weight 1. */
  public static final FrequencyWeight ONE = new FrequencyWeight(1, 0);

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if the scale is not positive or a number is not finite
   */
  public FrequencyWeight {
    if (!(scale > 0 && scale < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "frequency weight: scale must be positive and finite, was " + scale);
    }
    if (!Double.isFinite(exponent)) {
      throw new IllegalArgumentException(
          "frequency weight: exponent must be finite, was " + exponent);
    }
  }

  /** Returns the weight of something with n observed cells, 0 where there is none. */
  public double of(int n) {
    return n == 0 ? 0 : exponent == 0 ? scale : scale * StrictMath.pow(n, exponent);
  }

  /** The weight of every row of a matrix. */
  double[] of(SparseRows rows) {
    double[] weights = new double[rows.rowCount()];
    for (int row = 0; row < weights.length; row++) {
      weights[row] = of(rows.count(row));
    }
    return weights;
  }
}
