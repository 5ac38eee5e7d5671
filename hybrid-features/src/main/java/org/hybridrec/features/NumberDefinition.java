package org.hybridrec.features;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The textual form of a {@link NumericColumn}: its field's name alone, or a map. */
final class NumberDefinition {

  private NumberDefinition() {}

  static NumericColumn read(Definition definition, Facts facts) {
    return definition.read(
        number -> number.isMap() ? map(number, facts) : FeatureColumns.numeric(number.text()));
  }

  private static NumericColumn map(Definition body, Facts facts) {
    body.allow("field", "default", "mean", "standard_deviation", "name");
    Field field = FieldDefinition.read(body.child("field"), facts);
    NumericColumn column = NumericColumn.of(field);
    Optional<Definition> name = body.find("name");
    if (name.isPresent()) {
      column = column.named(name.get().text());
    }
    Optional<Definition> missing = body.find("default");
    if (missing.isPresent()) {
      column = column.withDefault(facts.number(missing.get(), field));
    }
    if (body.find("mean").isEmpty() && body.find("standard_deviation").isEmpty()) {
      return column;
    }
    return column.normalizedBy(
        facts.number(body.child("mean"), field),
        facts.number(body.child("standard_deviation"), field));
  }

  static Map<String, Object> write(NumericColumn column) {
    Map<String, Object> tree = new LinkedHashMap<>();
    if (!column.name().equals(column.field().name())) {
      tree.put("name", column.name());
    }
    tree.put("field", FieldDefinition.write(column.field()));
    column.defaultValue().ifPresent(value -> tree.put("default", value));
    column
        .normalizer()
        .ifPresent(
            by -> {
              tree.put("mean", by.mean());
              tree.put("standard_deviation", by.standardDeviation());
            });
    return tree;
  }
}
