package org.hybridrec.core.factorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hybridrec.core.file.ModelFormatException;
import org.hybridrec.core.file.TensorFile;
import org.hybridrec.core.file.TensorFileBuilder;
import org.hybridrec.features.Definition;
import org.hybridrec.features.DefinitionException;
import org.junit.jupiter.api.Test;

class FoldInTensorsTest {

  private static final FoldIn FACTORS =
      Wals.builder()
          .factors(3)
          .valueWeight(ValueWeight.logarithmic(0.1, 1e-300))
          .userWeight(new FrequencyWeight(1.0 / 3, -0.5))
          .regularization(0.1, 0.7)
          .build()
          .fit(RandomViews.of(9, 6, 40, 1))
          .foldIn();

  private static FoldIn read(TensorFileBuilder tensors) {
    return FoldIn.read(Definition.of("m: ", tensors.build().json("tree")), tensors.build());
  }

  private static Map<String, Object> written(TensorFileBuilder tensors) {
    return new LinkedHashMap<>(FACTORS.write(tensors, "p"));
  }

  /** What is wrong with a tree in which one key has another value, at any depth. */
  private static void assertRefused(String key, Object value, String message) {
    TensorFileBuilder tensors = TensorFile.builder();
    Map<String, Object> tree = written(tensors);
    tensors.ints("p/short", new int[] {1});
    tensors.ints("p/negative", new int[] {1, 1, 1, -1, 1, 1});
    tensors.floats("p/flat", new float[6]);
    tensors.floats("p/empty", new float[0], 6, 0);
    if (tree.containsKey(key)) {
      tree.put(key, value);
    } else {
      @SuppressWarnings("unchecked")
      Map<String, Object> objective =
          new LinkedHashMap<>((Map<String, Object>) tree.get("objective"));
      objective.put(key, value);
      tree.put("objective", objective);
    }
    tensors.json("tree", tree);
    assertThatThrownBy(() -> read(tensors))
        .isInstanceOf(DefinitionException.class)
        .hasMessage(message);
  }

  @Test
  void whatIsWrittenIsReadAgainToTheLastBit() {
    TensorFileBuilder tensors = TensorFile.builder();
    Map<String, Object> tree = written(tensors);
    tensors.json("tree", tree);
    FoldIn read = read(tensors);
    assertThat(read).isEqualTo(FACTORS).hasSameHashCodeAs(FACTORS);
    assertThat(read.factors(List.of("i1", "i2")))
        .containsExactly(FACTORS.factors(List.of("i1", "i2")));
  }

  @Test
  void whatDoesNotFitIsRefusedWithItsPlace() {
    assertRefused(
        "counts",
        Map.of("tensor", "p/short"),
        "m: counts: expected one count for each of 6 items, had 1");
    assertRefused(
        "counts", Map.of("tensor", "p/negative"), "m: counts: a count must be at least 0, was -1");
    assertRefused(
        "factors",
        Map.of("tensor", "p/flat"),
        "m: factors: expected 6 rows of at least 1 factor, was [6]");
    assertRefused(
        "factors",
        Map.of("tensor", "p/empty"),
        "m: factors: expected 6 rows of at least 1 factor, was [6, 0]");
    assertRefused("mode", "both", "m: objective.mode: expected explicit or implicit, was 'both'");
    assertRefused(
        "value_weight",
        Map.of("form", "square", "scale", 1, "unit", 1),
        "m: objective.value_weight.form: expected constant, linear or logarithmic, was 'square'");
    assertRefused(
        "user_weight",
        Map.of("scale", -1, "exponent", 0),
        "m: objective.user_weight: frequency weight: scale must be positive and finite, was -1.0");
    assertRefused(
        "regularization",
        -1,
        "m: objective: WALS: regularization must be at least 0 and finite, was -1.0");
  }

  @Test
  void aTensorThatIsNotThereIsRefused() {
    TensorFileBuilder tensors = TensorFile.builder();
    Map<String, Object> tree = written(tensors);
    tree.put("factors", Map.of("tensor", "nowhere"));
    tensors.json("tree", tree);
    assertThatThrownBy(() -> read(tensors)).isInstanceOf(ModelFormatException.class);
  }
}
