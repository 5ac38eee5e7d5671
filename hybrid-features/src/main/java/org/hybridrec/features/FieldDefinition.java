package org.hybridrec.features;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The textual form of a {@link Field}: its name alone, or a map of name and options. */
final class FieldDefinition {

  private FieldDefinition() {}

  static Field read(Definition definition, Facts facts) {
    return definition.read(field -> field.isMap() ? map(field, facts) : Field.of(field.text()));
  }

  private static Field map(Definition definition, Facts facts) {
    definition.allow("name", "default", "split", "tokenizer", "at", "from", "weights");
    Field field = Field.of(definition.child("name").text());
    Optional<String> missing = definition.find("default").map(Definition::text);
    if (missing.isPresent()) {
      field = field.withDefault(missing.get());
    }
    Optional<String> separator = definition.find("split").map(Definition::text);
    if (separator.isPresent()) {
      field = field.split(separator.get());
    }
    Optional<Definition> tokenizer = definition.find("tokenizer");
    if (tokenizer.isPresent()) {
      field = field.tokenized(tokenizer.get().read(facts::tokenizer));
    }
    Optional<Integer> at = definition.find("at").map(Definition::integer);
    if (at.isPresent()) {
      field = field.at(at.get());
    }
    Optional<Integer> from = definition.find("from").map(Definition::integer);
    if (from.isPresent()) {
      field = field.from(from.get());
    }
    Optional<String> weights = definition.find("weights").map(Definition::text);
    return weights.isPresent() ? field.weightedBy(weights.get()) : field;
  }

  static Object write(Field field) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", field.source());
    put(tree, "default", field.defaultValue());
    put(tree, "split", field.separator());
    put(tree, "tokenizer", field.tokenizer() == null ? null : field.tokenizer().name());
    if (field.count() == 1) {
      tree.put("at", field.from());
    } else if (field.from() > 0) {
      tree.put("from", field.from());
    }
    put(tree, "weights", field.weights());
    return tree.size() == 1 ? field.source() : tree;
  }

  private static void put(Map<String, Object> tree, String key, @Nullable Object value) {
    if (value != null) {
      tree.put(key, value);
    }
  }
}
