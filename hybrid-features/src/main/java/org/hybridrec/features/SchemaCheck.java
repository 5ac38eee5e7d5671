package org.hybridrec.features;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hybridrec.features.source.Quoted;
import org.hybridrec.features.source.SchemaException;
import org.hybridrec.features.source.SourceField;
import org.hybridrec.features.source.SourceSchema;
import org.hybridrec.features.source.ValueType;
import org.hybridrec.features.text.CrossFittedEncoder;
import org.jspecify.annotations.Nullable;

/** Holds a source's schema against what is to be read from it, and collects every problem. */
final class SchemaCheck {

  private final SourceSchema schema;
  private final Set<String> problems = new LinkedHashSet<>();

  SchemaCheck(SourceSchema schema) {
    this.schema = schema;
    Set<String> seen = new HashSet<>();
    for (String name : schema.names()) {
      if (!seen.add(name)) {
        problems.add("source column " + Quoted.of(name) + " stands twice; rename one");
      }
    }
  }

  void require(DenseColumn column) {
    String user = "column " + Quoted.of(column.name());
    FieldUse.of(column).forEach(use -> require(use, user));
  }

  /** Only rows to learn from need a group, and only for encoders that were cross-fitted. */
  void requireGroup(DenseColumn column) {
    if (column instanceof VectorColumn vector
        && vector.encoder() instanceof CrossFittedEncoder crossFitted) {
      Field group = Field.of(crossFitted.groupField());
      require(
          new FieldUse(group, FieldUse.Kind.CATEGORY),
          "the cross-fitting of column " + Quoted.of(column.name()));
    }
  }

  void require(FieldUse use, String user) {
    String expected = expected(use);
    SourceField source = find(use.field().source(), expected, user);
    if (source != null && !fits(use, source)) {
      wrongType(source, expected + advice(use, source), user);
    }
    String weights = use.field().weights();
    if (weights != null) {
      requireWeights(weights, use.field(), user);
    }
  }

  private static String expected(FieldUse use) {
    if (use.field().takenApart()) {
      return "text, because the field is taken apart";
    }
    return switch (use.kind()) {
      case CATEGORY -> "text or integer";
      case TEXT -> "text";
      case NUMBER ->
          use.isPlainNumber()
              ? "one number a row; of a list, take a position with field(…).at(i)"
              : "a number or a list of numbers";
    };
  }

  private static String advice(FieldUse use, SourceField source) {
    boolean isFraction =
        use.kind() == FieldUse.Kind.CATEGORY
            && source.type() == ValueType.NUMBER
            && !source.list()
            && !use.field().takenApart();
    return isFraction ? "; bucketized makes categories of numbers" : "";
  }

  private static boolean fits(FieldUse use, SourceField source) {
    if (use.needsText() && source.type() != ValueType.TEXT) {
      return false;
    }
    return switch (use.kind()) {
      case CATEGORY -> source.type() != ValueType.NUMBER;
      case TEXT -> true;
      case NUMBER -> !use.isPlainNumber() || !source.list();
    };
  }

  /** Weights of a field that is split are split the same way, or serving could not tell. */
  private void requireWeights(String weights, Field field, String user) {
    String values = Quoted.of(field.source());
    boolean split = field.separator() != null;
    String expected =
        split ? "text, split as " + values + " is" : "numbers, one for each value of " + values;
    SourceField source = find(weights, expected, user);
    if (source != null && split && source.type() != ValueType.TEXT) {
      wrongType(source, expected, user);
    }
  }

  /** The label is one text or whole number a row. */
  void requireLabel(String field) {
    SourceField source = find(field, "text or integer", "the label");
    if (source != null && (source.type() == ValueType.NUMBER || source.list())) {
      wrongType(source, "one text or integer a row", "the label");
    }
  }

  /** Rows that are only measured need no weight. */
  void requireRowWeight(@Nullable NumericColumn weight, DirtyValues dirty) {
    if (weight != null
        && (dirty == DirtyValues.REFUSE || schema.indexOf(weight.field().source()) >= 0)) {
      FieldUse.of(weight).forEach(use -> require(use, "the row weight"));
    }
  }

  private @Nullable SourceField find(String name, String expected, String user) {
    int index = schema.indexOf(name);
    if (index >= 0) {
      return schema.fields().get(index);
    }
    String unsupported = schema.unsupported().get(name);
    if (unsupported != null) {
      wrongType(name, unsupported, expected, user);
    } else {
      problems.add(
          String.format(
              "the source has no column %s (for %s, expected %s); it has %s",
              Quoted.of(name), user, expected, schema.listed()));
    }
    return null;
  }

  private void wrongType(SourceField source, String expected, String user) {
    wrongType(source.name(), source.typeName(), expected, user);
  }

  private void wrongType(String name, String type, String expected, String user) {
    problems.add(
        String.format(
            "source column %s is %s (for %s, expected %s)", Quoted.of(name), type, user, expected));
  }

  void throwProblems() {
    if (!problems.isEmpty()) {
      throw new SchemaException(List.copyOf(problems));
    }
  }
}
