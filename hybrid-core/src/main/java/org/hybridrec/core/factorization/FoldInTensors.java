package org.hybridrec.core.factorization;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.hybridrec.core.file.TensorFile;
import org.hybridrec.core.file.TensorFileBuilder;
import org.hybridrec.features.Definition;
import org.hybridrec.features.Vocabulary;

/**
 * A {@link FoldIn} as tensors and a tree that names them, and back. YᵀY and the items' weights
 * follow from the rest and are not stored.
 *
 * <pre>
 * {"items": {"tensor": "p/items"}, "counts": {"tensor": "p/counts"},
 *  "factors": {"tensor": "p/factors"}, "objective": {"mode": "implicit", …}}
 * </pre>
 */
final class FoldInTensors {

  private static final String TENSOR = "tensor";

  private FoldInTensors() {}

  static Map<String, Object> write(FoldIn foldIn, TensorFileBuilder builder, String prefix) {
    int width = foldIn.width();
    builder.strings(prefix + "/items", foldIn.items().values());
    builder.ints(prefix + "/counts", foldIn.counts());
    builder.floats(prefix + "/factors", flat(foldIn.rows(), width), foldIn.items().size(), width);
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("items", tensor(prefix + "/items"));
    tree.put("counts", tensor(prefix + "/counts"));
    tree.put("factors", tensor(prefix + "/factors"));
    tree.put("objective", objective(foldIn.objective()));
    return tree;
  }

  static FoldIn read(Definition tree, TensorFile tensors) {
    tree.allow("items", "counts", "factors", "objective");
    Vocabulary items = Vocabulary.of(tensors.strings(name(tree.child("items"))));
    int[] counts = tensors.ints(name(tree.child("counts")));
    if (counts.length != items.size()) {
      throw tree.child("counts")
          .wrong("expected one count for each of " + items.size() + " items, had " + counts.length);
    }
    for (int count : counts) {
      if (count < 0) {
        throw tree.child("counts").wrong("a count must be at least 0, was " + count);
      }
    }
    float[][] factors = rows(tree.child("factors"), tensors, items.size());
    return new FoldIn(
        tree.child("objective").read(FoldInTensors::objective), items, counts, factors);
  }

  /** Reads a tensor [rows × width] of at least one factor. */
  static float[][] rows(Definition fact, TensorFile tensors, int rowCount) {
    String name = name(fact);
    int[] shape = tensors.shape(name);
    if (shape.length != 2 || shape[0] != rowCount || shape[1] < 1) {
      throw fact.wrong(
          "expected %d rows of at least 1 factor, was %s"
              .formatted(rowCount, Arrays.toString(shape)));
    }
    float[] values = tensors.floats(name);
    float[][] rows = new float[rowCount][shape[1]];
    for (int row = 0; row < rowCount; row++) {
      System.arraycopy(values, row * shape[1], rows[row], 0, shape[1]);
    }
    return rows;
  }

  static float[] flat(float[][] rows, int width) {
    float[] flat = new float[Math.multiplyExact(rows.length, width)];
    for (int row = 0; row < rows.length; row++) {
      System.arraycopy(rows[row], 0, flat, row * width, width);
    }
    return flat;
  }

  static Map<String, Object> tensor(String name) {
    return Map.of(TENSOR, name);
  }

  static String name(Definition fact) {
    return fact.allow(TENSOR).child(TENSOR).text();
  }

  private static Map<String, Object> objective(Objective objective) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("mode", objective.explicit() ? "explicit" : "implicit");
    tree.put("unobserved_weight", objective.unobservedWeight());
    ValueWeight value = objective.valueWeight();
    Map<String, Object> byValue = new LinkedHashMap<>();
    byValue.put("form", value.form().name().toLowerCase(Locale.ROOT));
    byValue.put("scale", value.scale());
    byValue.put("unit", value.unit());
    tree.put("value_weight", byValue);
    tree.put("user_weight", frequency(objective.userWeight()));
    tree.put("item_weight", frequency(objective.itemWeight()));
    tree.put("regularization", objective.regularization());
    tree.put("regularization_exponent", objective.regularizationExponent());
    return tree;
  }

  private static Map<String, Object> frequency(FrequencyWeight weight) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("scale", weight.scale());
    tree.put("exponent", weight.exponent());
    return tree;
  }

  private static Objective objective(Definition tree) {
    tree.allow(
        "mode",
        "unobserved_weight",
        "value_weight",
        "user_weight",
        "item_weight",
        "regularization",
        "regularization_exponent");
    return new Objective(
        explicit(tree.child("mode")),
        tree.child("unobserved_weight").doubleNumber(),
        tree.child("value_weight").read(FoldInTensors::valueWeight),
        tree.child("user_weight").read(FoldInTensors::frequency),
        tree.child("item_weight").read(FoldInTensors::frequency),
        tree.child("regularization").doubleNumber(),
        tree.child("regularization_exponent").doubleNumber());
  }

  private static boolean explicit(Definition mode) {
    return switch (mode.text()) {
      case "explicit" -> true;
      case "implicit" -> false;
      default -> throw mode.wrong("expected explicit or implicit, was '" + mode.text() + "'");
    };
  }

  private static ValueWeight valueWeight(Definition tree) {
    tree.allow("form", "scale", "unit");
    Definition form = tree.child("form");
    for (ValueWeight.Form known : ValueWeight.Form.values()) {
      if (known.name().toLowerCase(Locale.ROOT).equals(form.text())) {
        return new ValueWeight(
            known, tree.child("scale").doubleNumber(), tree.child("unit").doubleNumber());
      }
    }
    throw form.wrong("expected constant, linear or logarithmic, was '" + form.text() + "'");
  }

  private static FrequencyWeight frequency(Definition tree) {
    tree.allow("scale", "exponent");
    return new FrequencyWeight(
        tree.child("scale").doubleNumber(), tree.child("exponent").doubleNumber());
  }
}
