package org.hybridrec.features.source;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds the schema of rows given as maps, and whatever stands against there being one. */
final class MapSchema {

  private final Map<String, Sightings> columns = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();
  private int rowCount;

  /** The first row of each kind of value under a key. */
  private static final class Sightings {
    private final Map<ValueType, Integer> types = new EnumMap<>(ValueType.class);
    private int plain = -1;
    private int list = -1;
    private boolean unsupported;
  }

  void add(Map<String, ?> row) {
    for (String name : orderedKeys(row)) {
      Sightings seen = columns.computeIfAbsent(name, key -> new Sightings());
      Object raw = row.get(name);
      if (raw != null) {
        add(name, seen, raw);
      }
    }
    rowCount++;
  }

  private Set<String> orderedKeys(Map<String, ?> row) {
    Set<String> keys = new LinkedHashSet<>(row.keySet());
    if (keys.remove(null)) {
      problems.add("row " + rowCount + ": a null key; every key must be a column name");
    }
    boolean ordered = row instanceof LinkedHashMap || row instanceof SortedMap;
    return ordered ? keys : new TreeSet<>(keys);
  }

  private void add(String name, Sightings seen, Object raw) {
    Object value = CellValue.canonical(raw);
    if (value instanceof List<?> elements) {
      seen.list = seen.list < 0 ? rowCount : seen.list;
      for (Object element : elements) {
        if (element != null) {
          addType(name, seen, raw, element);
        }
      }
    } else {
      seen.plain = seen.plain < 0 ? rowCount : seen.plain;
      addType(name, seen, raw, value);
    }
  }

  private void addType(String name, Sightings seen, Object raw, Object value) {
    ValueType type = CellValue.typeOf(value);
    if (type != null) {
      seen.types.putIfAbsent(type, rowCount);
    } else if (!seen.unsupported) {
      seen.unsupported = true;
      problems.add(
          String.format(
              "column %s: row %d holds %s; allowed are %s",
              Quoted.of(name), rowCount, CellValue.className(raw), CellValue.ALLOWED));
    }
  }

  SourceSchema result() {
    List<SourceField> fields = new ArrayList<>();
    columns.forEach((name, seen) -> fields.add(field(name, seen)));
    if (!problems.isEmpty()) {
      throw new SchemaException(problems);
    }
    return new SourceSchema(fields);
  }

  private SourceField field(String name, Sightings seen) {
    Integer number = firstNumber(seen.types);
    Integer text = seen.types.get(ValueType.TEXT);
    if (text != null && number != null) {
      refuseMix(name, "text", text, "numbers", number);
    }
    if (seen.plain >= 0 && seen.list >= 0) {
      refuseMix(name, "plain values", seen.plain, "lists", seen.list);
    }
    return new SourceField(name, unified(seen.types), seen.list >= 0);
  }

  private void refuseMix(String name, String kind, int row, String otherKind, int otherRow) {
    problems.add(
        String.format(
            "column %s mixes %s (first in row %d) and %s (first in row %d); it must hold one kind",
            Quoted.of(name), kind, row, otherKind, otherRow));
  }

  private static @Nullable Integer firstNumber(Map<ValueType, Integer> types) {
    Integer integer = types.get(ValueType.INTEGER);
    Integer number = types.get(ValueType.NUMBER);
    if (integer == null || number == null) {
      return integer == null ? number : integer;
    }
    return Math.min(integer, number);
  }

  private static ValueType unified(Map<ValueType, Integer> types) {
    if (types.containsKey(ValueType.NUMBER)) {
      return ValueType.NUMBER;
    }
    return types.containsKey(ValueType.INTEGER) ? ValueType.INTEGER : ValueType.TEXT;
  }
}
