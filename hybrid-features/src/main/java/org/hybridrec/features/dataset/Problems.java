package org.hybridrec.features.dataset;

import java.util.ArrayList;
import java.util.List;
import org.hybridrec.features.source.Quoted;
import org.hybridrec.features.source.SchemaException;
import org.hybridrec.features.source.SourceField;
import org.hybridrec.features.source.SourceSchema;
import org.hybridrec.features.source.ValueType;
import org.jspecify.annotations.Nullable;

/** Holds a schema against what is to be read from it, and collects every problem. */
final class Problems {

  private final SourceSchema schema;
  private final List<String> problems = new ArrayList<>();

  Problems(SourceSchema schema) {
    this.schema = schema;
  }

  void add(String problem) {
    problems.add(problem);
  }

  /** Looks for a column that holds one text or whole number a row; -1 where there is none. */
  int category(String name, String use) {
    SourceField field = find(name, "text or integer", use);
    if (field != null && (field.list() || field.type() == ValueType.NUMBER)) {
      wrongType(field, "one text or integer a row", use);
    }
    return schema.indexOf(name);
  }

  /** Looks for a column of times; -1 where there is none. */
  int time(String name, String use) {
    SourceField field = find(name, "whole numbers", use);
    if (field != null && field.list()) {
      wrongType(field, "one whole number a row", use);
    }
    return schema.indexOf(name);
  }

  /** Looks for a column of any type; -1 where there is none. */
  int any(String name, String use) {
    find(name, "any type", use);
    return schema.indexOf(name);
  }

  @Nullable SourceField find(String name, String expected, String use) {
    int index = schema.indexOf(name);
    if (index >= 0) {
      return schema.fields().get(index);
    }
    String unsupported = schema.unsupported().get(name);
    problems.add(
        unsupported != null
            ? wrongType(name, unsupported, expected, use)
            : String.format(
                "the source has no column %s (for %s, expected %s); it has %s",
                Quoted.of(name), use, expected, schema.listed()));
    return null;
  }

  void wrongType(SourceField field, String expected, String use) {
    problems.add(wrongType(field.name(), field.typeName(), expected, use));
  }

  private static String wrongType(String name, String type, String expected, String use) {
    return String.format(
        "source column %s is %s (for %s, expected %s)", Quoted.of(name), type, use, expected);
  }

  void throwAny() {
    if (!problems.isEmpty()) {
      throw new SchemaException(List.copyOf(problems));
    }
  }
}
