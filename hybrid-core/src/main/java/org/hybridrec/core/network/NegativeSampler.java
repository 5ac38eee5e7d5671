package org.hybridrec.core.network;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Draws the negatives of a step: classes on a line, each as long as its chance, the line cut into
 * pieces of length 1 and a point drawn in each. So a step has nearly the same number of distinct
 * classes each time, and the chance of each is known exactly: its length, or, where it lies in two
 * pieces, 1 − (1 − a)(1 − b). Classes whose length would exceed 1 are always drawn. Immutable; a
 * step's draw is a formula of seed and step.
 */
final class NegativeSampler {

  private final RandomStream stream;

  /** Classes that are always drawn, ascending. */
  private final int[] always;

  /** [classes + 1]: where each class begins on the line; those always drawn have no length. */
  private final double[] begins;

  /** [classes]: −ln of the chance to be drawn. */
  private final float[] corrections;

  private final int pieces;

  private NegativeSampler(double[] weights, int negatives, long seed) {
    stream = RandomStream.of(seed, "negatives");
    int classes = weights.length;
    boolean[] certain = new boolean[classes];
    always = mark(weights, negatives, certain);
    pieces = Math.min(negatives, classes) - always.length;
    begins = new double[classes + 1];
    double length = pieces / sum(weights, certain);
    double place = 0;
    int end = 0;
    for (int c = 0; c < classes; c++) {
      begins[c] = Math.min(place, pieces);
      if (!certain[c]) {
        place += weights[c] * length;
        end = c + 1;
      }
    }
    Arrays.fill(begins, end, classes + 1, pieces);
    corrections = new float[classes];
    for (int c = 0; c < classes; c++) {
      corrections[c] = certain[c] ? 0f : (float) -StrictMath.log(chance(begins[c], begins[c + 1]));
    }
  }

  /** Returns a sampler in proportion to ln((c + 2) / (c + 1)). */
  static NegativeSampler logUniform(int classes, int negatives, long seed) {
    double[] weights = new double[classes];
    for (int c = 0; c < classes; c++) {
      weights[c] = StrictMath.log1p(1.0 / (c + 1));
    }
    return new NegativeSampler(weights, negatives, seed);
  }

  /** Returns a sampler in proportion to counts, plus 1. */
  static NegativeSampler byFrequency(long[] counts, int negatives, long seed) {
    double[] weights = Arrays.stream(counts).mapToDouble(count -> count + 1.0).toArray();
    return new NegativeSampler(weights, negatives, seed);
  }

  /** Marks the classes that would be longer than 1, until none is left; returns them. */
  private static int[] mark(double[] weights, int negatives, boolean[] certain) {
    if (negatives >= weights.length) {
      Arrays.fill(certain, true);
    }
    int count = 0;
    int before = -1;
    while (negatives < weights.length && count > before) {
      before = count;
      double length = (negatives - count) / sum(weights, certain);
      for (int c = 0; c < weights.length; c++) {
        if (!certain[c] && weights[c] * length > 1) {
          certain[c] = true;
          count++;
        }
      }
    }
    return IntStream.range(0, weights.length).filter(c -> certain[c]).toArray();
  }

  private static double sum(double[] weights, boolean[] certain) {
    double sum = 0;
    for (int c = 0; c < weights.length; c++) {
      sum += certain[c] ? 0 : weights[c];
    }
    return sum;
  }

  /** Returns the chance of an interval, at most 1 long, to have one of the points. */
  private static double chance(double begin, double end) {
    double border = Math.floor(end);
    return border <= begin ? end - begin : 1 - (1 - (border - begin)) * (1 - (end - border));
  }

  /** Returns the classes of a step, ascending. */
  int[] draw(long step) {
    RandomStream own = stream.at(step);
    int[] drawn = Arrays.copyOf(always, always.length + pieces);
    for (int piece = 0; piece < pieces; piece++) {
      drawn[always.length + piece] = classAt(piece + (own.bits(piece) >>> 11) * 0x1p-53);
    }
    return Arrays.stream(drawn).sorted().distinct().toArray();
  }

  /** Returns the class on which a point of the line lies: the last that begins at it or before. */
  private int classAt(double point) {
    int low = 0;
    int high = corrections.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (begins[middle] <= point) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /** Returns −ln of a class's chance to be drawn. */
  float correction(int classIndex) {
    return corrections[classIndex];
  }
}
