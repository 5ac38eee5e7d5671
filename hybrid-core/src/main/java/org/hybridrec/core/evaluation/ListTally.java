package org.hybridrec.core.evaluation;

import java.util.Arrays;

/** Counts how often each item stands in a list. */
final class ListTally {

  private final long[] counts;

  ListTally(int items) {
    this.counts = new long[items];
  }

  void add(int[] list) {
    for (int item : list) {
      counts[item]++;
    }
  }

  /** The share of items that stand in a list at all. */
  double coverage() {
    return (double) Arrays.stream(counts).filter(count -> count > 0).count() / counts.length;
  }

  /** 0 where all items stand in equally many lists, near 1 where one does in all. */
  double gini() {
    long[] sorted = counts.clone();
    Arrays.sort(sorted);
    double weighted = 0;
    double sum = 0;
    for (int i = 0; i < sorted.length; i++) {
      weighted += (2.0 * (i + 1) - sorted.length - 1) * sorted[i];
      sum += sorted[i];
    }
    return sum == 0 ? 0 : weighted / (sorted.length * sum);
  }
}
