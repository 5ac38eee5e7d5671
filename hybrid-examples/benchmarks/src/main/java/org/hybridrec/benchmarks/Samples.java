package org.hybridrec.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Some measurements of one thing, at least one. Immutable.
 *
 * @param values in the order of measuring
 */
record Samples(List<Double> values) {

  /** Copies and checks the values. */
  Samples {
    values = List.copyOf(values);
    if (values.isEmpty()) {
      throw new IllegalArgumentException("samples need at least one value, had none");
    }
  }

  private double[] sorted() {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return sorted;
  }

  /** Returns the one in the middle, or the mean of the two there. */
  double median() {
    double[] sorted = sorted();
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  /** Returns each of these divided by the other that was measured in the same round. */
  Samples dividedBy(Samples others) {
    if (others.values.size() != values.size()) {
      throw new IllegalArgumentException(
          "samples of %d rounds can't be divided by those of %d"
              .formatted(values.size(), others.values.size()));
    }
    return new Samples(
        IntStream.range(0, values.size())
            .mapToObj(round -> values.get(round) / others.values.get(round))
            .toList());
  }

  /** Returns the least. */
  double min() {
    return sorted()[0];
  }

  /** Returns the greatest. */
  double max() {
    return sorted()[values.size() - 1];
  }
}
