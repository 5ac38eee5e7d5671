package org.hybridrec.core.onnx;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hybridrec.core.HybridModel;
import org.hybridrec.core.onnx.OnnxInput.Kind;

/** Rows as inputs of a model with strings, as a program that serves it would make them. */
final class RawRows {

  private RawRows() {}

  static Map<String, Object> inputs(
      HybridModel model, OnnxModel onnx, List<? extends Map<String, ?>> rows) {
    Map<String, Object> all = new LinkedHashMap<>();
    for (OnnxInput input : onnx.inputs()) {
      switch (input.kind()) {
        case TEXT -> all.put(input.name(), texts(input.of(), rows));
        case NUMBER -> all.put(input.name(), numbers(input.of(), rows));
        default -> {}
      }
    }
    boolean isRaw =
        onnx.inputs().stream()
            .allMatch(input -> Set.of(Kind.TEXT, Kind.NUMBER, Kind.COUNT).contains(input.kind()));
    if (!isRaw) {
      all.putAll(Joined.rows(rows.stream().map(r -> onnx.encodedInputs(model.encode(r))).toList()));
    }
    return all;
  }

  private static String[][] texts(String field, List<? extends Map<String, ?>> rows) {
    String[][] texts = new String[rows.size()][width(field, rows)];
    for (int i = 0; i < texts.length; i++) {
      Arrays.fill(texts[i], "");
      List<?> values = values(rows.get(i).get(field));
      for (int j = 0; j < values.size(); j++) {
        texts[i][j] = values.get(j) == null ? "" : values.get(j).toString();
      }
    }
    return texts;
  }

  private static float[][] numbers(String field, List<? extends Map<String, ?>> rows) {
    float[][] numbers = new float[rows.size()][width(field, rows)];
    for (int i = 0; i < numbers.length; i++) {
      Arrays.fill(numbers[i], Float.NaN);
      List<?> values = values(rows.get(i).get(field));
      for (int j = 0; j < values.size(); j++) {
        numbers[i][j] = number(values.get(j));
      }
    }
    return numbers;
  }

  private static float number(Object value) {
    if (value instanceof Number number) {
      return number.floatValue();
    }
    return value instanceof String text && text.matches("-?[0-9.]+")
        ? Float.parseFloat(text)
        : Float.NaN;
  }

  private static int width(String field, List<? extends Map<String, ?>> rows) {
    return rows.stream()
        .mapToInt(row -> Math.max(1, values(row.get(field)).size()))
        .max()
        .orElse(1);
  }

  private static List<?> values(Object value) {
    if (value == null) {
      return List.of();
    }
    return value instanceof List<?> list ? list : List.of(value);
  }
}
