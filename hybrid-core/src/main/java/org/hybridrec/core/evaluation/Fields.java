package org.hybridrec.core.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.hybridrec.features.source.Quoted;
import org.hybridrec.features.source.SchemaException;
import org.hybridrec.features.source.SourceColumn;
import org.hybridrec.features.source.SourceField;
import org.hybridrec.features.source.SourceSchema;
import org.hybridrec.features.source.ValueType;
import org.jspecify.annotations.Nullable;

/** Finds the fields that an evaluation asks for, and gathers what is wrong with them. */
final class Fields {

  private final SourceSchema schema;
  private final List<String> problems = new ArrayList<>();

  Fields(SourceSchema schema) {
    this.schema = schema;
  }

  /** The position of a field with one id a row. */
  int id(String name) {
    int index = ids(name);
    if (index >= 0 && schema.fields().get(index).list()) {
      wrong(name, "text or integer");
    }
    return index;
  }

  /** The position of a field with ids, one or a list. */
  int ids(String name) {
    int index = find(name);
    if (index >= 0 && schema.fields().get(index).type() == ValueType.NUMBER) {
      wrong(name, "text or integer");
    }
    return index;
  }

  /** The position of a field with one number a row. */
  int number(String name) {
    int index = find(name);
    if (index >= 0) {
      SourceField field = schema.fields().get(index);
      if (field.list() || field.type() == ValueType.TEXT) {
        wrong(name, "number or integer");
      }
    }
    return index;
  }

  /** The position of any field. */
  int find(String name) {
    int index = schema.indexOf(name);
    if (index < 0) {
      problems.add(
          "source column %s is missing; the source has %s"
              .formatted(Quoted.of(name), schema.names().stream().map(Quoted::of).toList()));
    }
    return index;
  }

  private void wrong(String name, String expected) {
    problems.add(
        "source column %s is %s, expected %s"
            .formatted(
                Quoted.of(name), schema.fields().get(schema.indexOf(name)).typeName(), expected));
  }

  /**
   * Goes on if all is well.
   *
   * @throws SchemaException with all problems
   */
  void check() {
    if (!problems.isEmpty()) {
      throw new SchemaException(problems.stream().distinct().toList());
    }
  }

  /** A row's value, null where it has none. */
  static @Nullable String text(SourceColumn column, int row) {
    if (column.valueCount(row) == 0) {
      return null;
    }
    String text = column.text(row, 0);
    return text.isEmpty() ? null : text;
  }
}
