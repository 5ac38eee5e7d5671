package org.hybridrec.news;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hybridrec.core.recipe.Recipe;
import org.hybridrec.features.source.MapSource;
import org.junit.jupiter.api.Test;

class VisitorFoldsTest {

  private static final String RECIPE =
      """
      label: {field: next_content_id, items: {fit: vocabulary}}
      columns:
        - embedding: {of: {vocabulary: {field: content_id, values: {fit: vocabulary}}}, width: 8}
      network: {hidden_units: [], output_bias_from_frequency: true}
      """;

  /** What follows a content is told by it, so that a network of the content learns all. */
  private static MapSource rows() {
    List<Map<String, String>> rows = new ArrayList<>();
    for (int i = 0; i < 900; i++) {
      Map<String, String> row = new HashMap<>();
      row.put("visitor_id", "v" + i / 2);
      row.put("content_id", "c" + i % 30);
      row.put("next_content_id", "c" + (i * 7 + 3) % 30);
      rows.add(row);
    }
    return MapSource.of(rows);
  }

  private static List<String> lines(int[] folds, String... trainings) {
    Map<String, Recipe> recipes = new LinkedHashMap<>();
    for (String training : trainings) {
      String name = "recipe " + recipes.size();
      recipes.put(name, Recipe.of(name, RECIPE + training, Path.of("")));
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    VisitorFolds.run(rows(), folds, new long[] {1, 2}, recipes, out);
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static double number(String line, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(line);
    assertThat(matcher.find()).as(line).isTrue();
    return Double.parseDouble(matcher.group(1));
  }

  @Test
  void everyVisitorIsHeldOutOrInOneOfFiveFoldsOfLikeSize() {
    int[] counts = new int[VisitorFolds.FOLDS + 1];
    for (int i = 0; i < 20_000; i++) {
      counts[VisitorFolds.fold(Map.of("visitor_id", "v" + i)) + 1]++;
    }
    assertThat(counts[0]).isBetween(1_800, 2_200);
    for (int fold = 1; fold < counts.length; fold++) {
      assertThat(counts[fold]).isBetween(3_300, 3_900);
    }
  }

  @Test
  void recipesAreMeasuredOnRowsThatTheyDidNotLearnFrom() {
    String much = "training: {optimizer: {adam: {learning_rate: 0.1}}, epochs: 20}\n";
    String little = "training: {optimizer: {sgd: {learning_rate: 1e-9}}, epochs: 1}\n";
    List<String> lines = lines(new int[] {0, 3}, much, little, much);
    assertThat(lines).hasSize(3);
    assertThat(number(lines.get(0), "accuracy ([0-9.]+)")).isGreaterThan(0.99);
    assertThat(lines.get(0))
        .contains(" | top-10 1.0000 +0.0000 ± 0.0000 | ")
        .startsWith("recipe 0 ");
    assertThat(lines.get(2).substring(40)).isEqualTo(lines.get(0).substring(40));
    assertThat(number(lines.get(1), "top-10 ([0-9.]+)")).isLessThan(0.6);
    assertThat(number(lines.get(1), "top-10 [0-9.]+ -([0-9.]+)")).isGreaterThan(0.4);
    assertThat(number(lines.get(1), "top-10 [0-9.]+ -[0-9.]+ ± ([0-9.]+)")).isBetween(0.01, 0.1);
    assertThat(number(lines.get(1), "loss [0-9.]+ \\+([0-9.]+)")).isGreaterThan(2);
  }

  @Test
  void missingArgumentsSayWhatIsExpected() {
    assertThatThrownBy(() -> VisitorFolds.main("rows.csv", "0"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected: ROWS FOLD,… SEED,… RECIPE…");
  }
}
