package org.hybridrec.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.hybridrec.features.FeatureColumns.embedding;
import static org.hybridrec.features.FeatureColumns.hashBucket;
import static org.hybridrec.features.FeatureColumns.numeric;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hybridrec.core.network.SampledSoftmax;
import org.hybridrec.core.optimization.Optimizer;
import org.hybridrec.core.recipe.Recipe;
import org.hybridrec.core.training.TrainingInterruptedException;
import org.hybridrec.core.training.TrainingListener;
import org.hybridrec.features.ItemIndex;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.InvalidDataException;
import org.hybridrec.features.source.MapSource;
import org.hybridrec.features.source.SchemaException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Training rows that count more or less than others, from the source to the file. */
@Tag("kernels")
@Timeout(240)
class RowWeightFitTest {

  private static final ItemIndex ITEMS = ItemIndex.of(List.of("a", "b", "c"));

  @TempDir private Path folder;

  private static Map<String, Object> row(int number) {
    Map<String, Object> row = new HashMap<>();
    row.put("user", "u" + number % 6);
    row.put("next", ITEMS.id(number * number % 3));
    return row;
  }

  private static Map<String, Object> row(int number, Object weight) {
    Map<String, Object> row = row(number);
    row.put("w", weight);
    return row;
  }

  private static ExampleSource rows(Object... weights) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < weights.length; i++) {
      rows.add(row(i, weights[i]));
    }
    return MapSource.of(rows);
  }

  private static RecommenderBuilder small() {
    return HybridRecommender.builder()
        .label("next", ITEMS)
        .column(embedding(hashBucket("user", 20), 4))
        .hiddenUnits()
        .optimizer(Optimizer.sgd(0.5f))
        .epochs(8)
        .seed(3);
  }

  private static final class Losses implements TrainingListener {

    final List<Double> training = new ArrayList<>();
    final List<Double> validation = new ArrayList<>();

    @Override
    public void onEpoch(int epoch, double loss, double validationLoss) {
      training.add(loss);
      validation.add(validationLoss);
    }
  }

  /** With SGD on all rows a step, and the output bias, which counts by weight too. */
  @Test
  void wholeWeightsAreRepeatedRows() {
    List<Map<String, Object>> weighted = new ArrayList<>();
    List<Map<String, Object>> repeated = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      int weight = i * 7 % 4;
      weighted.add(row(i, weight));
      for (int j = 0; j < weight; j++) {
        repeated.add(row(i));
      }
    }
    RecommenderBuilder builder = small().batchSize(1_000).outputBiasFromFrequency(true);
    Losses one = new Losses();
    Losses other = new Losses();
    HybridModel expected = builder.build().run().listener(one).fit(MapSource.of(repeated));
    HybridModel model =
        builder.rowWeight("w").build().run().listener(other).fit(MapSource.of(weighted));

    assertThat(other.training).hasSize(8);
    for (int i = 0; i < 8; i++) {
      assertThat(other.training.get(i)).isCloseTo(one.training.get(i), within(1e-6));
    }
    assertThat(model.fitReport().loss()).isCloseTo(expected.fitReport().loss(), within(1e-6));
    for (int user = 0; user < 6; user++) {
      Map<String, String> asked = Map.of("user", "u" + user);
      assertThat(model.scores(asked)).containsExactly(expected.scores(asked), within(2e-6f));
    }
  }

  @Test
  void weightsOfOneAreTheModelWithoutWeights() {
    ExampleSource ones = rows(1, 1, 1, 1, 1, 1, 1, 1, 1);
    HybridModel plain = small().batchSize(2).build().fit(ones);
    HybridModel model = small().batchSize(2).rowWeight("w").build().fit(ones);
    for (int user = 0; user < 6; user++) {
      Map<String, String> asked = Map.of("user", "u" + user);
      assertThat(model.scores(asked)).isEqualTo(plain.scores(asked));
    }
    assertThat(model.fitReport().loss()).isEqualTo(plain.fitReport().loss());
  }

  private static ExampleSource catalogue() {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < 420; i++) {
      int item = i * 31 % 530;
      Map<String, Object> row = new HashMap<>();
      row.put("item", "i" + item);
      row.put("author", "a" + item % 37);
      row.put("kind", "k" + item % 5);
      row.put("age", i / 7.0);
      row.put("next", "i" + (item * 7 + 1) % 530);
      row.put("w", i % 5 == 0 ? 0.3 : i % 11 / 4.0);
      rows.add(row);
    }
    return MapSource.of(rows);
  }

  @Test
  void theFileIsTheSameForAnyThreadsAndWhereverTheRowsAre() {
    ExampleSource rows = catalogue();
    for (boolean sampled : new boolean[] {false, true}) {
      RecommenderBuilder builder = new Catalogue(530, 0).builder().rowWeight("w");
      HybridRecommender recommender =
          (sampled ? builder.sampledSoftmax(SampledSoftmax.byFrequency(90)) : builder).build();
      String expected = Catalogue.digest(recommender.run().threads(1).fit(rows), folder);
      for (int threads : new int[] {2, 7}) {
        assertThat(Catalogue.digest(recommender.run().threads(threads).fit(rows), folder))
            .isEqualTo(expected);
      }
      for (long bytes : new long[] {0, 2_000}) {
        HybridModel model =
            recommender.run().temporaryFolder(folder).rowMemory(bytes).threads(2).fit(rows);
        assertThat(Catalogue.digest(model, folder)).isEqualTo(expected);
      }
    }
  }

  @Test
  void aTrainingThatWasCancelledWithinAnEpochGoesOnToTheSameBytes() {
    ExampleSource rows = catalogue();
    HybridRecommender recommender = new Catalogue(530, 0).builder().rowWeight("w").build();
    String expected = Catalogue.digest(recommender.fit(rows), folder);
    for (int steps : new int[] {2, 6, 9}) {
      int[] left = {steps};
      TrainingRun run = recommender.run().directory(folder.resolve("run" + steps));
      assertThatThrownBy(() -> run.cancelledBy(() -> --left[0] <= 0).fit(rows))
          .isInstanceOf(TrainingInterruptedException.class);
      assertThat(Catalogue.digest(run.resume().fit(rows), folder)).isEqualTo(expected);
    }
  }

  @Test
  void theDigestOfTheDataKnowsTheWeights() {
    HybridRecommender recommender = small().rowWeight("w").build();
    String one = recommender.fit(rows(1.0, 2.0)).fitReport().dataSha256();
    assertThat(recommender.fit(rows(1.0, 2.0)).fitReport().dataSha256()).isEqualTo(one);
    assertThat(recommender.fit(rows(1.0, 2.5)).fitReport().dataSha256()).isNotEqualTo(one);
  }

  @Test
  void theValidationLossIsWeightedWhereItsRowsAre() {
    HybridRecommender recommender = small().rowWeight("w").build();
    ExampleSource train = rows(1.0, 2.0, 0.5, 1.0, 1.0, 3.0);
    List<List<Double>> losses = new ArrayList<>();
    for (ExampleSource validation :
        List.of(
            rows(1.0, 1.0, 1.0),
            MapSource.of(List.of(row(0), row(1), row(2))),
            rows(1.0, 1.0, 1.0, 0.0, 0.0),
            rows(1.0, 1.0, 9.0))) {
      Losses listener = new Losses();
      recommender.run().validation(validation).listener(listener).fit(train);
      losses.add(listener.validation);
    }
    assertThat(losses.get(0)).hasSize(8).doesNotContain(Double.NaN);
    assertThat(losses.get(1)).isEqualTo(losses.get(0));
    for (int epoch = 0; epoch < 8; epoch++) {
      assertThat(losses.get(2).get(epoch)).isCloseTo(losses.get(0).get(epoch), within(1e-12));
    }
    assertThat(losses.get(3)).isNotEqualTo(losses.get(0));
  }

  @Test
  void servingAndEvaluatingAskForNoWeight() {
    HybridModel model = small().rowWeight("w").build().fit(rows(1.0, 2.0, 0.5));
    assertThat(model.recommend(Map.of("user", "u1"), 2)).hasSize(2);
    assertThat(model.servingReport().unknownKeys()).isZero();
    assertThat(model.evaluate(MapSource.of(List.of(row(0), row(1))), 2).rows()).isEqualTo(2);
  }

  @Test
  void evaluationCountsEachRowOnceWhateverItsWeight() {
    HybridModel model = small().rowWeight("w").build().fit(rows(1.0, 2.0, 0.5));
    assertThat(model.evaluate(rows(5.0, 0.0, 2.0), 2))
        .isEqualTo(model.evaluate(MapSource.of(List.of(row(0), row(1), row(2))), 2));
  }

  @Test
  void theFileAndARecipeKeepIt() {
    HybridRecommender recommender = small().rowWeight(numeric("w").withDefault(0.5f)).build();
    Path file = folder.resolve("model.safetensors");
    recommender.fit(rows(1.0, null, 0.5)).save(file);
    assertThat(HybridModel.load(file).recommender().label()).isEqualTo(recommender.label());

    String rest =
        "columns: [{embedding: {of: {hash_bucket: {field: user, buckets: 9}}, width: 2}}]";
    HybridRecommender read =
        Recipe.of(
                "r",
                "label: {field: next, items: [a, b, c], weight: {field: w, default: 0.5}}\n" + rest,
                Path.of(""))
            .fit(rows(1.0));
    assertThat(read.label()).isEqualTo(recommender.label());
    HybridRecommender plain =
        Recipe.of("r", "label: {field: next, items: [a], weight: w}\n" + rest, Path.of(""))
            .fit(rows(1.0));
    assertThat(plain.label().weight()).isEqualTo(numeric("w"));
  }

  @Test
  void isSetOnce() {
    assertThatThrownBy(() -> small().rowWeight("w").rowWeight("v"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("rowWeight was already set to NumericColumn[name=w, ");
  }

  @Test
  void rowsThatCannotBeUsedAreRefusedWithTheirPlace() {
    HybridRecommender recommender = small().rowWeight("w").build();
    assertThatThrownBy(() -> recommender.fit(rows(1.0, -2.0)))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage("row 1, column 'w': a row's weight must be finite and at least 0, was -2.0");
    assertThatThrownBy(() -> recommender.fit(rows(1.0, null)))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage(
            "row 1, column 'w': a row to learn from needs a weight, had none; give it 1, or a"
                + " default");
    assertThatThrownBy(() -> recommender.fit(MapSource.of(List.of(row(0)))))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("the source has no column 'w' (for the row weight, ");
  }

  @Test
  void rowsOfWhichNoneWeighsAnythingAreRefused() {
    assertThatThrownBy(() -> small().rowWeight("w").build().fit(rows(0.0, 0.0)))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage(
            "all 2 training rows with a known label have the weight 0: nothing to learn from");
  }

  @Test
  void batchesOfWhichNoRowWeighsAnythingArePassedOver() {
    HybridModel model = small().batchSize(1).rowWeight("w").build().fit(rows(0.0, 1.0, 0.0, 0.0));
    HybridModel alone =
        small().batchSize(1).rowWeight("w").build().fit(MapSource.of(List.of(row(1, 1.0))));
    assertThat(model.fitReport().steps()).isEqualTo(32);
    assertThat(model.fitReport().loss()).isEqualTo(alone.fitReport().loss());
    assertThat(model.scores(Map.of("user", "u1"))).isEqualTo(alone.scores(Map.of("user", "u1")));
  }
}
