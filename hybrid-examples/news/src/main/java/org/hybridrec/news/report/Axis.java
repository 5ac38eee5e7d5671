package org.hybridrec.news.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A scale from numbers to places in a chart, with round numbers to label.
 *
 * @param low the lowest number
 * @param high the highest number, above the lowest
 * @param step the distance of labelled numbers
 * @param from where the lowest number stands
 * @param to where the highest number stands
 */
record Axis(double low, double high, double step, double from, double to) {

  private static final int TICKS = 5;

  /** Covers the numbers, with room where they are all equal or nearly so. */
  static Axis covering(double lowest, double highest, double from, double to) {
    boolean isWide = highest - lowest > 1e-9 * Math.max(Math.abs(lowest), Math.abs(highest));
    double room = isWide ? 0 : Math.max(Math.abs(lowest) * 0.05, 1e-3);
    double low = lowest - room;
    double high = highest + room;
    return new Axis(low, high, roundStep((high - low) / TICKS), from, to);
  }

  /** The next greater of 1, 2, 5 times a power of ten. */
  private static double roundStep(double atLeast) {
    double power = Math.pow(10, Math.floor(Math.log10(atLeast)));
    for (double factor : new double[] {1, 2, 5}) {
      if (factor * power >= atLeast) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  double at(double number) {
    return from + (number - low) / (high - low) * (to - from);
  }

  List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    long first = (long) Math.ceil(low / step - 1e-9);
    for (long i = first; i * step <= high + 1e-9 * step && ticks.size() <= 2 * TICKS; i++) {
      ticks.add(i * step);
    }
    return ticks;
  }

  String label(double tick) {
    return Figures.tick(tick, step);
  }
}
