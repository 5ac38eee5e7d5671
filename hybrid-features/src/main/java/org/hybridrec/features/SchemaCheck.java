package org.hybridrec.features;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hybridrec.features.source.Quoted;
import org.hybridrec.features.source.SchemaException;
import org.hybridrec.features.source.SourceField;
import org.hybridrec.features.source.SourceSchema;
import org.hybridrec.features.source.ValueType;
import org.jspecify.annotations.Nullable;

/** Holds a source's schema against what is to be read from it, and collects every problem. */
final class SchemaCheck {

  private final SourceSchema schema;
  private final Set<String> problems = new LinkedHashSet<>();

  SchemaCheck(SourceSchema schema) {
    this.schema = schema;
    List<String> seen = new ArrayList<>();
    for (String name : schema.names()) {
      if (seen.contains(name)) {
        problems.add("column " + Quoted.of(name) + " stands twice in the source; rename one");
      }
      seen.add(name);
    }
  }

  void require(FeatureColumn column) {
    String user = "column " + Quoted.of(column.name());
    if (column instanceof EmbeddingColumn embedding) {
      requireParent(embedding.of(), user);
    } else if (column instanceof IndicatorColumn indicator) {
      requireParent(indicator.of(), user);
    } else if (column instanceof NumericColumn numeric) {
      requireNumber(numeric.field(), user);
    } else {
      column.fields().forEach(field -> requireText(field, user));
    }
  }

  private void requireParent(CategoricalColumn column, String user) {
    if (column instanceof CrossedColumn cross) {
      for (CrossKey key : cross.keys()) {
        if (key instanceof Field field) {
          requireCategory(field, user);
        } else {
          requireParent((CategoricalColumn) key, user);
        }
      }
    } else if (column instanceof BucketizedColumn bucketized) {
      requireNumber(bucketized.number().field(), user);
    } else {
      requireCategory(column.fields().get(0), user);
    }
  }

  /** The field gives categories: text or whole numbers, and weights where it names them. */
  void requireCategory(Field field, String user) {
    SourceField source = find(field.source(), "text or integer", user);
    if (source != null && source.type() == ValueType.NUMBER) {
      wrongType(source, "text or integer", user);
    }
    if (field.takenApart() && source != null && source.type() != ValueType.TEXT) {
      wrongType(source, "text, because the field is taken apart", user);
    }
    if (field.weights() != null) {
      find(field.weights(), "numbers, one for each value of " + Quoted.of(field.source()), user);
    }
  }

  private void requireText(Field field, String user) {
    SourceField source = find(field.source(), "text", user);
    if (source != null && source.type() != ValueType.TEXT) {
      wrongType(source, "text", user);
    }
  }

  private void requireNumber(Field field, String user) {
    SourceField source = find(field.source(), "a number", user);
    boolean picked = field.count() == 1 || field.separator() != null;
    if (source != null && source.list() && !picked) {
      wrongType(source, "one number; take a position with field(…).at(i)", user);
    }
  }

  /** The label is one text or whole number a row. */
  void requireLabel(String field) {
    SourceField source = find(field, "text or integer", "the label");
    if (source != null && (source.type() == ValueType.NUMBER || source.list())) {
      wrongType(source, "one text or integer", "the label");
    }
  }

  private @Nullable SourceField find(String name, String expected, String user) {
    int index = schema.indexOf(name);
    if (index < 0) {
      problems.add(
          "the source has no column "
              + Quoted.of(name)
              + " (expected "
              + expected
              + ", for "
              + user
              + "); it has "
              + schema.names().stream().map(Quoted::of).toList());
      return null;
    }
    return schema.fields().get(index);
  }

  private void wrongType(SourceField source, String expected, String user) {
    problems.add(
        "source column "
            + Quoted.of(source.name())
            + " is "
            + source.typeName()
            + ", expected "
            + expected
            + " (for "
            + user
            + ")");
  }

  void throwProblems() {
    if (!problems.isEmpty()) {
      throw new SchemaException(List.copyOf(problems));
    }
  }
}
