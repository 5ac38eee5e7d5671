package org.hybridrec.features;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hybridrec.features.source.SourceField;
import org.hybridrec.features.source.SourceSchema;
import org.hybridrec.features.source.ValueType;

/** Finds the schema in which single rows are read; see {@link FeatureEncoder#servingSchema}. */
final class ServingSchema {

  private final Map<String, ValueType> types = new LinkedHashMap<>();
  private final Set<String> plain = new HashSet<>();

  static SourceSchema of(List<DenseColumn> columns) {
    ServingSchema schema = new ServingSchema();
    columns.forEach(column -> FieldUse.of(column).forEach(schema::add));
    List<SourceField> fields = new ArrayList<>();
    schema.types.forEach(
        (name, type) -> fields.add(new SourceField(name, type, !schema.plain.contains(name))));
    return new SourceSchema(fields);
  }

  private void add(FieldUse use) {
    Field field = use.field();
    add(field.source(), use.kind() != FieldUse.Kind.NUMBER || use.needsText());
    if (use.isPlainNumber()) {
      plain.add(field.source());
    }
    String weights = field.weights();
    if (weights != null) {
      add(weights, field.separator() != null);
    }
  }

  /** Text wins: a number can be read from it, a category cannot be read from a number. */
  private void add(String name, boolean text) {
    if (text) {
      types.put(name, ValueType.TEXT);
    } else {
      types.putIfAbsent(name, ValueType.NUMBER);
    }
  }
}
