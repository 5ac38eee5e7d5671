package org.hybridrec.news;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  private static ExampleSource rows() {
    Map<String, Object> row = new HashMap<>();
    row.put("next_content_id", "2");
    row.put("content_id", "1");
    row.put("category", "News");
    row.put("title", "Öffi-Streik in Wien");
    row.put("author", "Desk");
    row.put("months_since_epoch", 574);
    for (int i = 0; i < 10; i++) {
      row.put("user_factor_" + i, 0.5);
      row.put("item_factor_" + i, 0.25);
    }
    return MapSource.of(List.of(row));
  }

  private static int width(HybridRecommender recommender) {
    return recommender.columns().stream().mapToInt(DenseColumn::width).sum();
  }

  @Test
  void theLabHasItsColumnsNetworkAndTraining() {
    HybridRecommender lab = fit("lab.yaml");

    assertThat(lab.columns().stream().map(column -> column.name() + " " + column.width()))
        .hasSize(25)
        .startsWith(
            "author_embedding 10",
            "category_X_months_since_epoch_bucketized_indicator 60",
            "category_indicator 4",
            "content_id_embedding 10",
            "item_factor_0 1")
        .contains("title_text_embedding 50", "user_factor_9 1");
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
            lab.columns().stream().filter(column -> !column.name().contains("_factor_")).toList());
    assertThat(width(without)).isEqualTo(134);
    assertThat(without.hiddenUnits()).isEqualTo(lab.hiddenUnits());
    assertThat(without.training()).isEqualTo(lab.training());
  }

  @Test
  void everyRecipeCanBeFitted() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("recipes"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .contains("lab.yaml")
          .allSatisfy(name -> assertThat(fit(name).items().ids()).containsExactly("2"));
    }
  }
}
