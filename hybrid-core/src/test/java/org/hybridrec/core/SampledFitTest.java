package org.hybridrec.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hybridrec.core.network.SampledSoftmax;
import org.hybridrec.core.recipe.Recipe;
import org.hybridrec.features.DefinitionException;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.MapSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The sampled softmax from recipe to model file. */
@Tag("kernels")
class SampledFitTest {

  private static RecommenderBuilder toyShop(SampledSoftmax sampled) {
    return ToyShop.everyColumn()
        .hiddenUnits(16, 8)
        .batchSize(16)
        .epochs(30)
        .seed(11)
        .sampledSoftmax(sampled);
  }

  @ParameterizedTest
  @EnumSource(SampledSoftmax.Proposal.class)
  void learnsTheToyWorldAndIsEvaluatedExactly(SampledSoftmax.Proposal proposal) {
    HybridModel model =
        toyShop(new SampledSoftmax(5, proposal)).build().fit(ToyShop.examples(600, 1));
    assertThat(model.evaluate(ToyShop.examples(200, 2), 3).accuracy()).isEqualTo(1.0);
    assertThat(model.evaluate(ToyShop.examples(200, 2), 3).loss()).isLessThan(0.2);
    double sum = 0;
    for (float score : model.scores(ToyShop.row(3))) {
      sum += score;
    }
    assertThat(sum).isBetween(0.9999, 1.0001);
  }

  @Test
  void theModelFileKnowsIt(@TempDir Path folder) {
    HybridRecommender recommender = toyShop(SampledSoftmax.byFrequency(5)).build();
    Path file = folder.resolve("toy.safetensors");
    recommender.fit(ToyShop.examples(60, 1)).save(file);

    HybridModel loaded = HybridModel.load(file);

    assertThat(loaded.recommender().training()).isEqualTo(recommender.training());
    assertThat(loaded.recommender().training().sampledSoftmax())
        .isEqualTo(SampledSoftmax.byFrequency(5));
  }

  @Test
  void theModelFileIsTheSameForAnyNumberOfThreads(@TempDir Path folder) {
    HybridRecommender recommender = toyShop(SampledSoftmax.logUniform(7)).build();
    String one = Catalogue.digest(recommender.run().threads(1).fit(examples()), folder);
    for (int threads : new int[] {2, 7}) {
      String many = Catalogue.digest(recommender.run().threads(threads).fit(examples()), folder);
      assertThat(many).isEqualTo(one);
    }
  }

  private static ExampleSource examples() {
    return ToyShop.examples(200, 1);
  }

  private static HybridRecommender recipe(String sampled) {
    String yaml =
        """
        label: {field: next, items: [a, b]}
        columns:
          - numeric: {field: x}
        training: {sampled_softmax: %s}
        """
            .formatted(sampled);
    return Recipe.of("r", yaml, Path.of("")).fit(MapSource.of(List.of(Map.of("x", 1.0))));
  }

  @Test
  void aRecipeNamesIt() {
    assertThat(recipe("{negatives: 7, proposal: frequency}").training().sampledSoftmax())
        .isEqualTo(SampledSoftmax.byFrequency(7));
    assertThat(recipe("{negatives: 8, proposal: log_uniform}").training().sampledSoftmax())
        .isEqualTo(SampledSoftmax.logUniform(8));
    assertThat(recipe("{}").training().sampledSoftmax())
        .isEqualTo(SampledSoftmax.byFrequency(1024));
  }

  @Test
  void aWrongRecipeIsRefusedWithItsPlace() {
    assertThatThrownBy(() -> recipe("{negatives: 0, proposal: frequency}"))
        .isInstanceOf(DefinitionException.class)
        .hasMessage(
            "r: training.sampled_softmax: sampledSoftmax: negatives must be at least 1, was 0");
    assertThatThrownBy(() -> recipe("{negatives: 1, proposal: uniform}"))
        .isInstanceOf(DefinitionException.class)
        .hasMessage(
            "r: training.sampled_softmax.proposal: expected 'frequency' or 'log_uniform', was"
                + " 'uniform'");
    assertThatThrownBy(() -> toyShop(SampledSoftmax.byFrequency(1)).sampledSoftmax(null))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "sampledSoftmax was already set to SampledSoftmax[negatives=1, proposal=FREQUENCY]");
  }
}
