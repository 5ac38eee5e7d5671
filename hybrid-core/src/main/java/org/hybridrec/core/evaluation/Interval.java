package org.hybridrec.core.evaluation;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A 95 % interval: 2.5 % of the bootstrap's resamples are below, 2.5 % above.
 *
 * @param low the lower end
 * @param high the upper end
 */
public record Interval(double low, double high) {

  private static final double OUTSIDE = 0.025;

  /** The interval of a sample without its NaN; null where nothing else is in it. */
  static @Nullable Interval of(double[] sample) {
    double[] sorted = Arrays.stream(sample).filter(value -> !Double.isNaN(value)).toArray();
    Arrays.sort(sorted);
    if (sorted.length == 0) {
      return null;
    }
    int cut = (int) (OUTSIDE * sorted.length);
    return new Interval(sorted[cut], sorted[sorted.length - 1 - cut]);
  }

  /** Returns true if the whole interval is above a number. */
  public boolean above(double number) {
    return low > number;
  }

  /** Returns true if the whole interval is below a number. */
  public boolean below(double number) {
    return high < number;
  }
}
