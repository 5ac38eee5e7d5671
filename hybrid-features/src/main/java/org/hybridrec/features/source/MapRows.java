package org.hybridrec.features.source;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Rows as they come in when a model serves: maps from column name to value, seen as one batch of a
 * given schema. Never throws for what the maps hold. Not thread-safe.
 *
 * <p>Each value is read as the type its field asks for:
 *
 * <ul>
 *   <li>{@code TEXT} takes text as it is and whole numbers as their decimal text;
 *   <li>{@code INTEGER} takes whole numbers and their decimal text;
 *   <li>{@code NUMBER} takes all numbers and decimal text, with an exponent or without;
 *   <li>empty or blank text is a missing number;
 *   <li>a list field takes a plain value as a list of one; a plain field takes no list.
 * </ul>
 *
 * <p>Everything else, values of other classes included, counts as missing, and {@link
 * SourceColumn#isInvalid} says so. A null value and an absent key are missing and not invalid. Keys
 * that the schema does not know are ignored and reported by {@link #unknownKeys}.
 */
public final class MapRows implements SourceBatch {

  private final List<CellColumn> columns;
  private final int rowCount;
  private final Set<String> unknownKeys;

  private MapRows(List<CellColumn> columns, int rowCount, Set<String> unknownKeys) {
    this.columns = columns;
    this.rowCount = rowCount;
    this.unknownKeys = unknownKeys;
  }

  /**
   * Reads the rows as that schema.
   *
   * @param schema the columns, in the order in which the batch is to give them
   * @param rows at least one row; read here and not kept
   * @throws IllegalArgumentException if there is no row
   */
  public static MapRows of(SourceSchema schema, List<? extends Map<String, ?>> rows) {
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("rows: there must be at least 1, were 0");
    }
    List<CellColumn> columns = new ArrayList<>(schema.fields().size());
    for (SourceField field : schema.fields()) {
      columns.add(column(field, rows));
    }
    return new MapRows(columns, rows.size(), unknownKeys(schema, rows));
  }

  private static CellColumn column(SourceField field, List<? extends Map<String, ?>> rows) {
    CellColumn column = new CellColumn(field, rows.size());
    for (int row = 0; row < rows.size(); row++) {
      Object raw = rows.get(row).get(field.name());
      if (raw != null) {
        column.put(row, raw);
      }
    }
    return column;
  }

  private static Set<String> unknownKeys(SourceSchema schema, List<? extends Map<String, ?>> rows) {
    Set<String> known = new HashSet<>(schema.names());
    Set<String> unknown = new TreeSet<>();
    for (Map<String, ?> row : rows) {
      for (String key : row.keySet()) {
        if (!known.contains(key)) {
          unknown.add(String.valueOf(key));
        }
      }
    }
    return unknown;
  }

  /** Returns the keys that no column of the schema bears, in alphabetical order. */
  public SortedSet<String> unknownKeys() {
    return new TreeSet<>(unknownKeys);
  }

  @Override
  public int rowCount() {
    return rowCount;
  }

  @Override
  public SourceColumn column(int index) {
    return columns.get(index);
  }

  @Override
  public String location(int row) {
    return "row " + row;
  }
}
