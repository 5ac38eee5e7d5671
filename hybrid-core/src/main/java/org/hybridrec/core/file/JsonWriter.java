package org.hybridrec.core.file;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.NumberOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a tree of maps, lists and scalars; what it cannot write it names by its path from $. */
final class JsonWriter {

  private JsonWriter() {}

  static void write(@Nullable Object tree, JsonGenerator out) throws IOException {
    write(tree, "$", 0, out);
  }

  private static void write(@Nullable Object value, String path, int depth, JsonGenerator out)
      throws IOException {
    if (value instanceof Map<?, ?> map) {
      writeMap(map, path, deeper(depth, path), out);
    } else if (value instanceof List<?> list) {
      writeList(list, path, deeper(depth, path), out);
    } else {
      writeScalar(value, path, out);
    }
  }

  private static int deeper(int depth, String path) {
    if (depth == Json.DEPTH) {
      throw unwritable(path, "there may be " + Json.DEPTH + " levels", "one more");
    }
    return depth + 1;
  }

  private static void writeList(List<?> list, String path, int depth, JsonGenerator out)
      throws IOException {
    out.writeStartArray();
    for (int i = 0; i < list.size(); i++) {
      write(list.get(i), path + "[" + i + "]", depth, out);
    }
    out.writeEndArray();
  }

  private static void writeMap(Map<?, ?> map, String path, int depth, JsonGenerator out)
      throws IOException {
    out.writeStartObject();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (!(entry.getKey() instanceof String key)) {
        throw unwritable(path, "a key must be a string", String.valueOf(entry.getKey()));
      }
      out.writeFieldName(checked(key, path));
      write(entry.getValue(), path + "." + key, depth, out);
    }
    out.writeEndObject();
  }

  private static void writeScalar(@Nullable Object value, String path, JsonGenerator out)
      throws IOException {
    if (value == null) {
      out.writeNull();
    } else if (value instanceof String text) {
      out.writeString(checked(text, path));
    } else if (value instanceof Boolean truth) {
      out.writeBoolean(truth);
    } else if (value instanceof Integer || value instanceof Long) {
      out.writeNumber(((Number) value).longValue());
    } else if (value instanceof Float number && Float.isFinite(number)) {
      writeFloat(number, out);
    } else if (value instanceof Double number && Double.isFinite(number)) {
      out.writeNumber(number);
    } else {
      throw unwritable(
          path,
          "must be a map, list, string, finite number, boolean or null",
          value.getClass().getSimpleName() + " " + value);
    }
  }

  private static void writeFloat(float value, JsonGenerator out) throws IOException {
    // Read as a double, the shortest digits of 7.038531E-26f lie halfway to its neighbour and
    // round to that. Such a float gets all digits of its double.
    if ((float) Double.parseDouble(NumberOutput.toString(value, true)) == value) {
      out.writeNumber(value);
    } else {
      out.writeNumber((double) value);
    }
  }

  private static String checked(String text, String path) {
    if (Limits.isBroken(text)) {
      throw unwritable(path, "a string must have no unpaired surrogates", text);
    }
    return text;
  }

  private static JsonException unwritable(String path, String rule, String found) {
    return new JsonException(
        "JSON: %s: %s, was %s".formatted(Printed.of(path), rule, Printed.of(found)));
  }
}
