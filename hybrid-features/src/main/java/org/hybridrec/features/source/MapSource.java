package org.hybridrec.features.source;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Rows in memory as maps from column name to value. Immutable and thread-safe.
 *
 * <p>Values may be text (any CharSequence), whole numbers (Byte, Short, Integer, Long), floating
 * point numbers (Float, Double), and arrays or collections of these. A null, and a key that a row
 * does not have, says that the cell is missing; a null in a list keeps its place. Elements of a set
 * without an order of its own are taken in the order of their text.
 *
 * <p>The schema follows from the values. Columns stand in the order in which their keys first
 * appear; keys new in the same row stand in the row's own order if it has one (LinkedHashMap,
 * SortedMap), otherwise in the order of their names. Whole and floating point numbers in one column
 * make it a {@code NUMBER}; a column without any value is {@code TEXT}. Messages count rows from 0,
 * as the list does.
 */
public final class MapSource implements ExampleSource {

  private final List<Map<String, ?>> rows;
  private final SourceSchema schema;

  private MapSource(List<Map<String, ?>> rows, SourceSchema schema) {
    this.rows = rows;
    this.schema = schema;
  }

  /**
   * Makes a source of these rows.
   *
   * @param rows the rows, copied with their values
   * @throws SchemaException if a value is of an unsupported class, if a column mixes text and
   *     numbers or lists and plain values, or if a key is null; all problems at once
   */
  public static MapSource of(List<? extends Map<String, ?>> rows) {
    List<Map<String, ?>> copies = new ArrayList<>(rows.size());
    MapSchema schema = new MapSchema();
    for (Map<String, ?> row : rows) {
      Objects.requireNonNull(row, () -> "row " + copies.size() + " is null");
      schema.add(row);
      copies.add(copy(row));
    }
    return new MapSource(Collections.unmodifiableList(copies), schema.result());
  }

  private static Map<String, ?> copy(Map<String, ?> row) {
    Map<String, Object> copy = new LinkedHashMap<>();
    row.forEach(
        (name, raw) -> {
          if (raw != null) {
            copy.put(name, CellValue.canonical(raw));
          }
        });
    return copy;
  }

  @Override
  public SourceSchema schema() {
    return schema;
  }

  @Override
  public SourceReader open() {
    List<String> names = schema.names();
    return new ListReader<>(rows, schema, (row, column) -> row.get(names.get(column)));
  }
}
