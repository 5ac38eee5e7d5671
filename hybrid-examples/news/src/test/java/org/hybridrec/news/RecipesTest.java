package org.hybridrec.news;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hybridrec.core.HybridRecommender;
import org.hybridrec.core.optimization.Optimizer;
import org.hybridrec.core.recipe.Recipe;
import org.hybridrec.features.DenseColumn;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.MapSource;
import org.junit.jupiter.api.Test;

class RecipesTest {

  private static HybridRecommender fit(String name) {
    return Recipe.read(Path.of("recipes", name)).fit(rows());
  }

  /** Enough visitors and contents for ten factors without regularization. */
  private static ExampleSource rows() {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      Map<String, Object> row = new HashMap<>();
      row.put("next_content_id", "c" + i * i % 23);
      row.put("visitor_id", "v" + i % 40);
      row.put("content_id", "c" + i * 7 % 23);
      row.put("history", List.of("c" + i * 5 % 23));
      row.put("category", "News");
      row.put("title", "Öffi-Streik in Wien");
      row.put("author", "Desk");
      row.put("months_since_epoch", 574);
      rows.add(row);
    }
    return MapSource.of(rows);
  }

  private static int width(HybridRecommender recommender) {
    return recommender.columns().stream().mapToInt(DenseColumn::width).sum();
  }

  @Test
  void theLabHasItsColumnsNetworkAndTraining() {
    HybridRecommender lab = fit("lab.yaml");

    assertThat(lab.columns().stream().map(column -> column.name() + " " + column.width()))
        .containsExactly(
            "author_embedding 10",
            "category_X_months_since_epoch_bucketized_indicator 60",
            "category_indicator 4",
            "content_id_embedding 10",
            "content_id_pretrained 10",
            "title_text_embedding 50",
            "visitor_id_pretrained 10");
    assertThat(width(lab)).isEqualTo(154);
    assertThat(lab.hiddenUnits()).containsExactly(256, 128, 64);
    assertThat(lab.training().optimizer()).isEqualTo(Optimizer.adagrad(0.1f));
    assertThat(lab.training().batchSize()).isEqualTo(128);
    assertThat(lab.training().maxSteps()).isEqualTo(1_000);
  }

  @Test
  void withoutFactorsNothingElseIsDifferent() {
    HybridRecommender lab = fit("lab.yaml");
    HybridRecommender without = fit("lab-without-factors.yaml");

    assertThat(without.columns())
        .isEqualTo(
            lab.columns().stream()
                .filter(column -> !column.name().endsWith("_pretrained"))
                .toList());
    assertThat(width(without)).isEqualTo(134);
    assertThat(without.hiddenUnits()).isEqualTo(lab.hiddenUnits());
    assertThat(without.training()).isEqualTo(lab.training());
  }

  @Test
  void everyRecipeCanBeFitted() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("recipes"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .contains("lab.yaml")
          .allSatisfy(name -> assertThat(fit(name).items().ids()).hasSize(12));
    }
  }
}
