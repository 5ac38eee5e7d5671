package org.hybridrec.core.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.NumberOutput;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Structured texts: JSON from and to a tree of maps, lists, strings, numbers, booleans and null.
 * Stateless and thread-safe.
 *
 * <p>Maps keep the order of the text. Numbers without fraction and exponent are {@link Long},
 * others {@link Double}. A float or double is written with the fewest digits that read back as the
 * same value, the same on every Java version; a float comes back as the double whose {@code
 * (float)} it is. Within limits: 100 levels, 100,000 tokens, strings of 1,000,000 characters, no
 * name twice in a map.
 */
public final class Json {

  private static final int DEPTH = 100;
  private static final int TOKENS = 100_000;
  private static final int NUMBER_CHARS = 400;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          // Double.toString is not the shortest form before Java 19, and so differs between
          // versions.
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEPTH)
                  .maxTokenCount(TOKENS)
                  .maxStringLength(Limits.TEXT_CHARS)
                  .maxNameLength(Limits.NAME_CHARS)
                  .maxNumberLength(NUMBER_CHARS)
                  .build())
          .build();

  private Json() {}

  /**
   * Writes a tree in the shortest form, without spaces.
   *
   * @param tree maps with string keys, lists, strings, {@link Integer}, {@link Long}, {@link
   *     Float}, {@link Double}, {@link Boolean} or null
   * @throws JsonException if something else is in it, a number is NaN or infinite, a string has
   *     unpaired surrogates, or a limit is passed; the message gives the path or the place
   */
  public static String write(@Nullable Object tree) {
    StringWriter out = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(out)) {
      write(tree, "$", 0, generator);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    checkLimits(out.toString());
    return out.toString();
  }

  /** Finds what no reader would take here, where it can be mended. */
  private static void checkLimits(String text) {
    try {
      read(text);
    } catch (JsonException e) {
      throw new JsonException(
          "JSON: too large; allowed are %s tokens, strings of %s and names of %s characters"
              .formatted(
                  Limits.print(TOKENS),
                  Limits.print(Limits.TEXT_CHARS),
                  Limits.print(Limits.NAME_CHARS)));
    }
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
    if (depth == DEPTH) {
      throw unwritable(path, "there may be " + DEPTH + " levels", "one more");
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
    // The shortest digits of 7.038531E-26f, read as a double, lie halfway to its neighbour and
    // round to that. Of all floats only this one needs more digits.
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

  /**
   * Reads a text.
   *
   * @return a {@code Map<String, Object>} in the order of the text, {@code List<Object>}, {@link
   *     String}, {@link Long}, {@link Double}, {@link Boolean} or null
   * @throws JsonException if the text is not one JSON value, a name stands twice in a map, a number
   *     is too large, or a limit is passed; the message gives line and column
   */
  public static @Nullable Object read(String text) {
    try (JsonParser in = FACTORY.createParser(text)) {
      return readAll(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable Object readAll(JsonParser in) throws IOException {
    try {
      in.nextToken();
      Object tree = value(in);
      if (in.nextToken() != null) {
        throw unreadable("nothing may follow the value", in.currentTokenLocation());
      }
      return tree;
    } catch (JsonProcessingException e) {
      // Neither its words nor itself as a cause: it may quote the text unescaped.
      JsonLocation at = e.getLocation();
      throw unreadable("not JSON, or beyond its limits", at == null ? in.currentLocation() : at);
    }
  }

  private static @Nullable Object value(JsonParser in) throws IOException {
    JsonToken token = in.currentToken();
    if (token == null) {
      throw unreadable("a value must be there, is not", in.currentLocation());
    }
    return switch (token) {
      case START_OBJECT -> map(in);
      case START_ARRAY -> list(in);
      case VALUE_STRING -> string(in.getText(), in);
      case VALUE_NUMBER_INT -> whole(in);
      case VALUE_NUMBER_FLOAT -> fraction(in);
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw unreadable("not JSON", in.currentTokenLocation());
    };
  }

  private static Map<String, @Nullable Object> map(JsonParser in) throws IOException {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = string(in.currentName(), in);
      if (map.containsKey(name)) {
        throw unreadable(
            "the name " + Printed.of(name) + " stands twice, may once", in.currentTokenLocation());
      }
      in.nextToken();
      map.put(name, value(in));
    }
    return map;
  }

  private static List<@Nullable Object> list(JsonParser in) throws IOException {
    List<@Nullable Object> list = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      list.add(value(in));
    }
    return list;
  }

  private static String string(String text, JsonParser in) {
    if (Limits.isBroken(text)) {
      throw unreadable("a string must have no unpaired surrogates, has", in.currentTokenLocation());
    }
    return text;
  }

  private static Long whole(JsonParser in) throws IOException {
    if (in.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      throw unreadable("a whole number must fit 64 bits, does not", in.currentTokenLocation());
    }
    return in.getLongValue();
  }

  private static Double fraction(JsonParser in) throws IOException {
    double value = in.getDoubleValue();
    if (!Double.isFinite(value)) {
      throw unreadable("a number must fit a double, does not", in.currentTokenLocation());
    }
    return value;
  }

  private static JsonException unreadable(String what, JsonLocation at) {
    return new JsonException(
        "JSON: %s, at line %d, column %d".formatted(what, at.getLineNr(), at.getColumnNr()));
  }
}
