package org.hybridrec.core.tribuo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hybridrec.core.HybridRecommender;
import org.hybridrec.core.tribuo.Cells.Kind;
import org.hybridrec.features.DenseColumn;
import org.hybridrec.features.Field;
import org.hybridrec.features.VectorColumn;
import org.hybridrec.features.source.Quoted;
import org.hybridrec.features.source.SchemaException;
import org.hybridrec.features.source.SourceField;
import org.hybridrec.features.source.ValueType;
import org.hybridrec.features.text.TextEncoder;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.classification.Label;

/** Finds out how each field is to be read: from the features' names, or from a recipe. */
final class CellKinds {

  private CellKinds() {}

  /** A field is a number if all its features are, else text; several where an example has them. */
  static Map<String, Kind> of(Iterable<Example<Label>> examples) {
    Map<String, Kind> kinds = new TreeMap<>();
    for (Example<Label> example : examples) {
      Map<String, Kind> own = new TreeMap<>();
      for (Feature feature : example) {
        FeatureName name = FeatureName.parse(feature.getName());
        if (name != null && (name.isNumber() || feature.getValue() != 0)) {
          own.merge(name.field(), name.isNumber() ? Kind.NUMBER : Kind.TEXT, (a, b) -> Kind.TEXTS);
          if (!name.isNumber() && feature.getValue() > 1) {
            own.put(name.field(), Kind.TEXTS);
          }
        }
      }
      own.forEach((field, kind) -> kinds.merge(field, kind, CellKinds::wider));
    }
    return kinds;
  }

  private static Kind wider(Kind a, Kind b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  /**
   * Returns how the columns of a recipe read their fields.
   *
   * @throws SchemaException if a column needs an order or weights that features do not have
   */
  static Map<String, Kind> of(HybridRecommender recommender) {
    Map<String, Kind> kinds = new TreeMap<>();
    for (SourceField field : recommender.encoder().servingSchema().fields()) {
      Kind text = field.list() ? Kind.TEXTS : Kind.TEXT;
      kinds.put(field.name(), field.type() == ValueType.TEXT ? text : Kind.NUMBER);
    }
    List<String> problems = new ArrayList<>();
    for (DenseColumn column : recommender.columns()) {
      for (Field field : column.fields()) {
        check(column, field, problems);
        if (needsOneText(column, field)) {
          kinds.replace(field.source(), Kind.TEXTS, Kind.TEXT);
        }
        if (field.weights() != null) {
          kinds.replace(field.weights(), Kind.TEXTS, Kind.TEXT);
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new SchemaException(problems);
    }
    return kinds;
  }

  private static void check(DenseColumn column, Field field, List<String> problems) {
    boolean takenApart = field.separator() != null || field.tokenizer() != null;
    if (!takenApart && (hasPositions(field) || field.weights() != null)) {
      problems.add(
          String.format(
              "column %s: field %s is read by %s, and Tribuo sorts the features of an example by"
                  + " name; give the list as one text and take it apart with split(…)",
              Quoted.of(column.name()),
              Quoted.of(field.source()),
              hasPositions(field) ? "position" : "weights beside its values"));
    }
  }

  private static boolean hasPositions(Field field) {
    return field.from() != 0 || field.count() != Integer.MAX_VALUE;
  }

  /** Where the order of several values would change the result, there may be one only. */
  private static boolean needsOneText(DenseColumn column, Field field) {
    return hasPositions(field)
        || field.weights() != null
        || (column instanceof VectorColumn text && text.encoder() instanceof TextEncoder);
  }
}
