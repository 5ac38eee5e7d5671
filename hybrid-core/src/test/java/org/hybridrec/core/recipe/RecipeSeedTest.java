package org.hybridrec.core.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hybridrec.core.HybridRecommender;
import org.hybridrec.features.DefinitionException;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.MapSource;
import org.junit.jupiter.api.Test;

class RecipeSeedTest {

  private static final ExampleSource ROWS =
      MapSource.of(List.of(Map.of("item", "a", "next", "b"), Map.of("item", "b", "next", "a")));

  private static final String COLUMNS =
      """
      label: {field: next, items: {fit: vocabulary}}
      columns:
        - embedding: {of: {hash_bucket: {field: item, buckets: 4}}, width: 2}
      """;

  private static Recipe recipe(String yaml) {
    return Recipe.of("shop.yaml", yaml, Path.of(""));
  }

  @Test
  void theSeedIsReplacedAndEverythingElseStays() {
    Recipe recipe = recipe(COLUMNS + "training: {epochs: 3, batch_size: 2, seed: 5}\n");

    HybridRecommender changed = recipe.withSeed(77).fit(ROWS);

    assertThat(changed.training().seed()).isEqualTo(77);
    assertThat(changed.training().epochs()).isEqualTo(3);
    assertThat(changed.training().batchSize()).isEqualTo(2);
    assertThat(changed.columns()).isEqualTo(recipe.fit(ROWS).columns());
    assertThat(recipe.fit(ROWS).training().seed()).isEqualTo(5);
  }

  @Test
  void aRecipeWithoutTrainingOptionsGetsASeed() {
    assertThat(recipe(COLUMNS).withSeed(77).fit(ROWS).training().seed()).isEqualTo(77);
  }

  @Test
  void whatCannotBeUnderstoodIsRefusedAsBefore() {
    assertThatThrownBy(() -> recipe("just text").withSeed(1).fit(ROWS))
        .isInstanceOf(DefinitionException.class)
        .hasMessage("shop.yaml: expected a map, was 'just text'");
    assertThatThrownBy(() -> recipe(COLUMNS + "training: soon\n").withSeed(1).fit(ROWS))
        .isInstanceOf(DefinitionException.class)
        .hasMessage("shop.yaml: training: expected a map, was 'soon'");
  }
}
