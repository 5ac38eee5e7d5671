package org.hybridrec.core.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Names and places of the ranges that numbers fall in.
 *
 * @param names one a range
 * @param lows the lowest number of each range but the first, ascending
 */
record Ranges(List<String> names, List<Double> lows) {

  static final Ranges TRAINING_COUNTS =
      new Ranges(List.of("0", "1–5", "6–20", "21–100", "> 100"), List.of(1.0, 6.0, 21.0, 101.0));

  static final Ranges HISTORY_LENGTHS =
      new Ranges(List.of("0", "1–2", "3–10", "> 10"), List.of(1.0, 3.0, 11.0));

  /** Ranges closed on the left, and one for numbers that are missing. */
  static Ranges between(double... lows) {
    List<String> names = new ArrayList<>();
    names.add("< " + shown(lows[0]));
    for (int i = 1; i < lows.length; i++) {
      names.add(shown(lows[i - 1]) + " to < " + shown(lows[i]));
    }
    names.add("≥ " + shown(lows[lows.length - 1]));
    names.add("missing");
    return new Ranges(List.copyOf(names), Arrays.stream(lows).boxed().toList());
  }

  private static String shown(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }

  int of(double number) {
    if (Double.isNaN(number)) {
      return names.size() - 1;
    }
    int found = Collections.binarySearch(lows, number);
    return found >= 0 ? found + 1 : -found - 1;
  }
}
