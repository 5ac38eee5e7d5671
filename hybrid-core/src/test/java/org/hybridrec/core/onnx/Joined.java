package org.hybridrec.core.onnx;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Inputs of single rows as inputs of one batch: rows are made equally long and put together. */
final class Joined {

  private Joined() {}

  static Map<String, Object> rows(List<Map<String, Object>> rows) {
    Map<String, Object> all = new LinkedHashMap<>();
    for (String name : rows.get(0).keySet()) {
      List<Object> parts = rows.stream().map(row -> row.get(name)).toList();
      if (parts.get(0) instanceof long[][]) {
        all.put(name, longs(parts.stream().map(part -> ((long[][]) part)[0]).toList()));
      } else {
        all.put(name, floats(parts.stream().map(part -> ((float[][]) part)[0]).toList()));
      }
    }
    return all;
  }

  private static long[][] longs(List<long[]> rows) {
    int width = rows.stream().mapToInt(row -> row.length).max().orElseThrow();
    long[][] joined = new long[rows.size()][];
    for (int i = 0; i < joined.length; i++) {
      joined[i] = Arrays.copyOf(rows.get(i), width);
      Arrays.fill(joined[i], rows.get(i).length, width, -1);
    }
    return joined;
  }

  private static float[][] floats(List<float[]> rows) {
    int width = rows.stream().mapToInt(row -> row.length).max().orElseThrow();
    return rows.stream().map(row -> Arrays.copyOf(row, width)).toArray(float[][]::new);
  }
}
