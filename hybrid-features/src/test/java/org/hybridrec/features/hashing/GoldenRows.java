package org.hybridrec.features.hashing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows of a file under {@code golden/}, each a map of its members: strings as String, whole
 * numbers as Long, other numbers as Double, arrays as List.
 */
public final class GoldenRows {

  private GoldenRows() {}

  /** Reads all rows of {@code golden/<name>}. */
  public static List<Map<String, Object>> read(String name) {
    List<Map<String, Object>> rows = new ArrayList<>();
    try (InputStream in = GoldenRows.class.getResourceAsStream("/golden/" + name);
        JsonParser json = new JsonFactory().createParser(in)) {
      while (json.nextToken() == JsonToken.START_OBJECT) {
        rows.add(object(json));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("golden/" + name, e);
    }
    return rows;
  }

  private static Map<String, Object> object(JsonParser json) throws IOException {
    Map<String, Object> members = new LinkedHashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String member = json.currentName();
      json.nextToken();
      members.put(member, value(json));
    }
    return members;
  }

  private static Object value(JsonParser json) throws IOException {
    switch (json.currentToken()) {
      case VALUE_STRING -> {
        return json.getText();
      }
      case VALUE_NUMBER_INT -> {
        return json.getLongValue();
      }
      case VALUE_NUMBER_FLOAT -> {
        return json.getDoubleValue();
      }
      case START_ARRAY -> {
        List<Object> elements = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          elements.add(value(json));
        }
        return elements;
      }
      default -> throw new IOException("no value of a golden row: " + json.currentToken());
    }
  }
}
