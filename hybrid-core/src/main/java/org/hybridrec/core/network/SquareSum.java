package org.hybridrec.core.network;

/**
 * Sums of squares in double, always in the same order: number i is added in lane i mod 4, the lanes
 * are joined in the end.
 */
final class SquareSum {

  private SquareSum() {}

  /** Returns Σ x[i]² for i in [from, to). */
  static double of(float[] x, int from, int to) {
    double first = 0;
    double second = 0;
    double third = 0;
    double fourth = 0;
    int i = from;
    for (; i + 3 < to; i += 4) {
      first += (double) x[i] * x[i];
      second += (double) x[i + 1] * x[i + 1];
      third += (double) x[i + 2] * x[i + 2];
      fourth += (double) x[i + 3] * x[i + 3];
    }
    for (; i < to; i++) {
      first += (double) x[i] * x[i];
    }
    return (first + second) + (third + fourth);
  }

  /**
   * Returns the sum for a row's gradient in the logits of some classes, factor·e but for its label.
   *
   * @param place where the label stands in e; none of these classes if outside of [0, width)
   * @param label the gradient in its logit
   */
  static double ofLogits(float[] e, int width, float factor, int place, float label) {
    double scale = (double) factor * factor;
    if (place < 0 || place >= width) {
      return scale * of(e, 0, width);
    }
    return scale * (of(e, 0, place) + of(e, place + 1, width)) + (double) label * label;
  }

  /** Returns the sum of the parts, in their order. */
  static double join(double[] parts) {
    double sum = 0;
    for (double part : parts) {
      sum += part;
    }
    return sum;
  }
}
