package org.hybridrec.features.synthetic;

import java.util.Arrays;

/**
 * Draws one visitor's clicks. The visitor's preferences are tabulated once; a click is then drawn
 * from them and kept with probability exp(relatedness − its maximum): rejection sampling (von
 * Neumann 1951), which is exact and looks at a few articles instead of all. Where the content
 * matters so much that nearly all draws are rejected, all articles are looked at after all.
 */
final class Clicks {

  private static final int MOST_REJECTIONS = 64;

  private final ClickModel model;
  private final StableRandom random;
  private final double[] weights;
  private final double[] cumulative;

  Clicks(ClickModel model, int visitor, StableRandom random) {
    this.model = model;
    this.random = random;
    int count = model.articleCount(true);
    this.weights = new double[count];
    double largest = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < count; j++) {
      weights[j] = model.preference(visitor, j);
      largest = Math.max(largest, weights[j]);
    }
    for (int j = 0; j < count; j++) {
      weights[j] = StrictMath.exp(weights[j] - largest);
    }
    this.cumulative = cumulated(weights);
  }

  private static double[] cumulated(double[] weights) {
    double[] sums = weights.clone();
    for (int j = 1; j < sums.length; j++) {
      sums[j] += sums[j - 1];
    }
    return sums;
  }

  /** The visitor's very first article: there is nothing yet that it could be related to. */
  int first(boolean late) {
    return pick(cumulative, model.articleCount(late));
  }

  int next(int current, boolean late) {
    int count = model.articleCount(late);
    for (int i = 0; i < MOST_REJECTIONS; i++) {
      int j = pick(cumulative, count);
      if (random.nextDouble() < kept(current, j)) {
        return j;
      }
    }
    double[] exact = new double[count];
    for (int j = 0; j < count; j++) {
      exact[j] = weights[j] * kept(current, j);
    }
    return pick(cumulated(exact), count);
  }

  private double kept(int current, int j) {
    return StrictMath.exp(model.relatedness(current, j) - model.largestRelatedness());
  }

  private int pick(double[] sums, int count) {
    double target = random.nextDouble() * sums[count - 1];
    int found = Arrays.binarySearch(sums, 0, count, target);
    // Sum j is the upper edge of article j and not part of it; equal sums are articles of weight 0.
    int j = found >= 0 ? found + 1 : -found - 1;
    while (j < count - 1 && sums[j] <= target) {
      j++;
    }
    return Math.min(j, count - 1);
  }
}
