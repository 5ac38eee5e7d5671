package org.hybridrec.core.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hybridrec.features.FeatureColumns.bucketized;
import static org.hybridrec.features.FeatureColumns.crossed;
import static org.hybridrec.features.FeatureColumns.embedding;
import static org.hybridrec.features.FeatureColumns.field;
import static org.hybridrec.features.FeatureColumns.hashBucket;
import static org.hybridrec.features.FeatureColumns.indicator;
import static org.hybridrec.features.FeatureColumns.numeric;
import static org.hybridrec.features.FeatureColumns.textEmbedding;
import static org.hybridrec.features.FeatureColumns.vocabulary;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hybridrec.core.HybridRecommender;
import org.hybridrec.core.optimization.LearningRateSchedule;
import org.hybridrec.core.optimization.Optimizer;
import org.hybridrec.features.DefinitionException;
import org.hybridrec.features.Vocabulary;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.MapSource;
import org.hybridrec.features.text.TextEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RecipeTest {

  private static final ExampleSource ROWS =
      MapSource.of(
          List.of(
              Map.of("category", "News", "months", 570, "title", "Grüß Gott", "next", "b"),
              Map.of("category", "News", "months", 574, "title", "Servus", "next", "a"),
              Map.of("category", "Kultur", "title", "Servus", "next", "b")));

  @TempDir Path folder;

  private HybridRecommender read(String yaml) {
    return Recipe.of("test.yaml", yaml, folder).fit(ROWS);
  }

  @Test
  void readsWhatTheBuilderBuilds() throws IOException {
    Files.writeString(folder.resolve("categories.txt"), "News\nKultur\n");
    HybridRecommender recipe =
        read(
            """
            label: {field: next, items: {fit: vocabulary}}
            columns:
              - embedding: {of: {hash_bucket: {field: {name: author, default: Unknown}, buckets: 11}}, width: 3}
              - indicator:
                  of: {vocabulary: {field: category, values: {file: categories.txt}, oov_buckets: 1}}
              - indicator:
                  of:
                    crossed:
                      keys:
                        - vocabulary: {field: category, values: [News, Kultur], oov_buckets: 1}
                        - bucketized:
                            of: {numeric: {field: months, default: {fit: mean}}}
                            boundaries: {range: [400, 700, 20]}
                      buckets: 60
              - numeric: {field: months, default: 573.6, mean: {fit: mean}, standard_deviation: {fit: standard_deviation}}
              - text_embedding: {field: title, encoder: {hashed: {width: 4, seed: 9}}}
            network: {hidden_units: [8, 4], output_bias_from_frequency: true}
            training:
              optimizer: {adam: {learning_rate: 0.01}}
              batch_size: 16
              max_steps: 100
              seed: 7
              embedding_dropout: 0.25
              hidden_dropout: 0.5
              l2: 1e-6
              learning_rate_schedule: {warm_up: 20, step_decay: {every: 30, factor: 0.5}}
              gradient_clip: 0.75
            """);
    var category = vocabulary("category", Vocabulary.of("News", "Kultur")).withOovBuckets(1);
    var months =
        bucketized(
            numeric("months").withDefault(572f),
            org.hybridrec.features.FeatureColumns.range(400, 700, 20));
    assertThat(recipe.columns())
        .containsExactlyInAnyOrder(
            embedding(hashBucket(field("author").withDefault("Unknown"), 11), 3),
            indicator(category),
            indicator(crossed(60, category, months)),
            numeric("months").withDefault(573.6f).normalizedBy(572f, 2f),
            textEmbedding("title", TextEncoder.hashed(4, 9)));
    assertThat(recipe.items().ids()).containsExactly("b", "a");
    assertThat(recipe.hiddenUnits()).containsExactly(8, 4);
    assertThat(recipe.outputBiasFromFrequency()).isTrue();
    assertThat(recipe.training().optimizer()).isEqualTo(Optimizer.adam(0.01f));
    assertThat(recipe.training().batchSize()).isEqualTo(16);
    assertThat(recipe.training().maxSteps()).isEqualTo(100);
    assertThat(recipe.training().epochs()).isEqualTo(Integer.MAX_VALUE);
    assertThat(recipe.training().seed()).isEqualTo(7);
    assertThat(recipe.training().regularization().embeddingDropout()).isEqualTo(0.25f);
    assertThat(recipe.training().regularization().hiddenDropout()).isEqualTo(0.5f);
    assertThat(recipe.training().regularization().l2()).isEqualTo(1e-6f);
    assertThat(recipe.training().schedule())
        .isEqualTo(LearningRateSchedule.stepDecay(30, 0.5f).withWarmUp(20));
    assertThat(recipe.training().gradientClip()).isEqualTo(0.75f);
  }

  @Test
  void whatIsLeftOutHasTheBuildersDefaults() {
    HybridRecommender recipe =
        read("{label: {field: next, items: [a, b]}, columns: [{numeric: {field: months}}]}");
    HybridRecommender built =
        HybridRecommender.builder()
            .label("next", org.hybridrec.features.ItemIndex.of(List.of("a", "b")))
            .column(numeric("months"))
            .build();
    assertThat(recipe.hiddenUnits()).isEqualTo(built.hiddenUnits());
    assertThat(recipe.training()).isEqualTo(built.training());
    assertThat(recipe.items()).isEqualTo(built.items());
  }

  static Stream<Arguments> problemsNameTheirPlace() {
    return Stream.of(
        Arguments.of("{columns: []}", "test.yaml: the key 'label' is missing; it has ['columns']"),
        Arguments.of(
            "{label: {field: next, items: [a]}, columns: [], colums: []}",
            "test.yaml: the key 'colums' is not known; allowed are [label, columns, network, training, factors]"),
        Arguments.of(
            "{label: {field: next, items: [a]}, columns: []}",
            "test.yaml: a recommender needs at least 1 column: call column(…)"),
        Arguments.of(
            "{label: {field: next, items: {file: no.txt}}, columns: []}",
            "test.yaml: label.items.file: "),
        Arguments.of(
            "{label: {field: next, items: {fit: mean}}, columns: []}",
            "test.yaml: label.items.fit: expected 'vocabulary', was 'mean'"),
        Arguments.of(
            "{label: {field: next, items: [a]}, columns: [{numeric: {field: 7}}]}",
            "test.yaml: columns[0].numeric.field: "),
        Arguments.of(
            "{label: {field: next, items: [a]}, columns: [{numeric: {field: months, default: {fit: mode}}}]}",
            "test.yaml: columns[0].numeric.default.fit: expected 'mean' or 'standard_deviation', was 'mode'"),
        Arguments.of(
            "{label: {field: next, items: [a]}, columns: [{numeric: {field: months}}], training: {epochs: 0}}",
            "test.yaml: training: epochs must be at least 1, was 0"),
        Arguments.of(
            "{label: {field: next, items: [a]}, columns: [{numeric: {field: months}}], training: {optimizer: {lion: {learning_rate: 1}}}}",
            "test.yaml: training.optimizer: the optimizer 'lion' is not known; allowed are adagrad, adam, sgd"),
        Arguments.of(
            training("learning_rate_schedule: {warm_up: -1}"),
            "test.yaml: training.learning_rate_schedule: learningRateSchedule: warmUp must be at least 0, was -1"),
        Arguments.of(
            training("learning_rate_schedule: {cosine: {steps: 9, fraction: 2}}"),
            "test.yaml: training.learning_rate_schedule.cosine: cosine: fraction must be at least 0 and at most 1, was 2.0"),
        Arguments.of(
            training(
                "learning_rate_schedule: {cosine: {steps: 9}, step_decay: {every: 2, factor: 1}}"),
            "test.yaml: training.learning_rate_schedule: had 'cosine' and 'step_decay'; give one of them"),
        Arguments.of(
            training("learning_rate_schedule: {step: 3}"),
            "test.yaml: training.learning_rate_schedule: the key 'step' is not known; allowed are [warm_up, cosine, step_decay]"),
        Arguments.of(
            training("gradient_clip: 0"),
            "test.yaml: training: gradientClip must be positive and finite, was 0.0"),
        Arguments.of("[1, 2", "recipe test.yaml is not YAML: "),
        Arguments.of(
            "{a: 1, a: 2}",
            "recipe test.yaml is not YAML: line 1, column 8: 'found duplicate key a'"));
  }

  private static String training(String option) {
    return "{label: {field: next, items: [a]}, columns: [{numeric: {field: months}}], training: {"
        + option
        + "}}";
  }

  @ParameterizedTest
  @MethodSource
  void problemsNameTheirPlace(String yaml, String message) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(DefinitionException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void filesThatAreNoRecipeAreNamed() throws IOException {
    Path absent = folder.resolve("absent.yaml");
    assertThatThrownBy(() -> Recipe.read(absent))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("recipe " + absent + ": there is no such file");
    Path latin = folder.resolve("latin.yaml");
    Files.write(latin, "label: ü".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> Recipe.read(latin))
        .isInstanceOf(DefinitionException.class)
        .hasMessage("recipe " + latin + ": the file is not UTF-8");
  }
}
