package org.hybridrec.core.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects confidences in constant memory: told apart by their first seven binary digits, 128 cells
 * from one power of two to the next. Bins are made of whole cells.
 */
final class CalibrationTally {

  private static final int BINS = 15;
  private static final int DROPPED_BITS = 23 - 7;
  private static final int CELLS = (Float.floatToIntBits(1f) >>> DROPPED_BITS) + 1;

  private final long[] rows = new long[CELLS];
  private final long[] right = new long[CELLS];
  private final double[] confidences = new double[CELLS];

  void add(double confidence, boolean isRight) {
    float inRange = (float) Math.min(Math.max(confidence, 0), 1);
    int cell = Float.floatToIntBits(inRange) >>> DROPPED_BITS;
    rows[cell]++;
    confidences[cell] += confidence;
    if (isRight) {
      right[cell]++;
    }
  }

  Calibration calibration() {
    long total = 0;
    for (long count : rows) {
      total += count;
    }
    List<Calibration.Bin> bins = new ArrayList<>();
    double distances = 0;
    long before = 0;
    int cell = 0;
    while (before < total) {
      // The bins so far should hold that many rows; a large cell may have filled several of them.
      long wanted = (before * BINS / total + 1) * total;
      long inBin = 0;
      long rightInBin = 0;
      double confidence = 0;
      while (cell < CELLS && (inBin == 0 || (before + inBin) * BINS < wanted)) {
        inBin += rows[cell];
        rightInBin += right[cell];
        confidence += confidences[cell];
        cell++;
      }
      before += inBin;
      bins.add(new Calibration.Bin(inBin, confidence / inBin, (double) rightInBin / inBin));
      distances += Math.abs(confidence - rightInBin);
    }
    return new Calibration(bins, distances / total);
  }
}
