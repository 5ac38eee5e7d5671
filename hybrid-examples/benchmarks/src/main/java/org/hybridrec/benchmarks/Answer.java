package org.hybridrec.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line between a worker and the process that started it: names and values, tab-separated, after
 * a mark that tells it from whatever a native library prints. Immutable.
 *
 * @param values the values by name, none of them with a tab or a line break
 */
record Answer(Map<String, String> values) {

  private static final String MARK = "@answer";

  /** Copies the values and keeps their order. */
  Answer {
    values = new LinkedHashMap<>(values);
  }

  /** Returns an answer of one value. */
  static Answer of(String name, Object value) {
    return new Answer(Map.of(name, String.valueOf(value)));
  }

  /** Returns this answer with one more value. */
  Answer with(String name, Object value) {
    Map<String, String> more = new LinkedHashMap<>(values);
    more.put(name, String.valueOf(value));
    return new Answer(more);
  }

  /** Returns the answer that a line holds, or null if it is some other line. */
  static @Nullable Answer parse(String line) {
    String[] parts = line.split("\t", -1);
    if (!parts[0].equals(MARK)) {
      return null;
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 1; i + 1 < parts.length; i += 2) {
      values.put(parts[i], parts[i + 1]);
    }
    return new Answer(values);
  }

  /** Returns the line. */
  String line() {
    StringBuilder line = new StringBuilder(MARK);
    values.forEach((name, value) -> line.append('\t').append(name).append('\t').append(value));
    return line.toString();
  }

  /** Returns a value. */
  String text(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalStateException("the worker's answer has no '" + name + "': " + values);
    }
    return value;
  }

  /** Returns a value as a number. */
  double number(String name) {
    return Double.parseDouble(text(name));
  }

  /** Returns a value as the numbers that it lists, separated by blanks. */
  double[] numbers(String name) {
    String[] parts = text(name).split(" ", -1);
    double[] numbers = new double[parts.length];
    for (int i = 0; i < parts.length; i++) {
      numbers[i] = Double.parseDouble(parts[i]);
    }
    return numbers;
  }
}
