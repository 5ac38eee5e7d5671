package org.hybridrec.features.synthetic;

/**
 * Pearson's chi-square over any number of multinomial samples. Cells with fewer than 5 expected are
 * pooled with each other, as usual.
 */
final class ChiSquare {

  private static final double LEAST_EXPECTED = 5;

  private double sum;
  private int degreesOfFreedom;

  /** Adds one sample: how often each outcome came, and its probability. */
  void add(int[] counts, double[] probabilities) {
    int n = 0;
    for (int count : counts) {
      n += count;
    }
    double pooledExpected = 0;
    int pooledCount = 0;
    int cells = 0;
    for (int j = 0; j < counts.length; j++) {
      double expected = n * probabilities[j];
      if (expected < LEAST_EXPECTED) {
        pooledExpected += expected;
        pooledCount += counts[j];
      } else {
        addCell(counts[j], expected);
        cells++;
      }
    }
    if (pooledExpected >= LEAST_EXPECTED) {
      addCell(pooledCount, pooledExpected);
      cells++;
    }
    degreesOfFreedom += Math.max(0, cells - 1);
  }

  private void addCell(int count, double expected) {
    sum += (count - expected) * (count - expected) / expected;
  }

  int degreesOfFreedom() {
    return degreesOfFreedom;
  }

  /** How many standard deviations the statistic lies above its mean, if the probabilities hold. */
  double deviation() {
    return (sum - degreesOfFreedom) / Math.sqrt(2.0 * degreesOfFreedom);
  }
}
