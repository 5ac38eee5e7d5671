package org.hybridrec.core.file;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one value and all below it, token by token. */
final class JsonReader {

  private JsonReader() {}

  static @Nullable Object read(JsonParser in) throws IOException {
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
