package org.hybridrec.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.hybridrec.features.FeatureColumns.embedding;
import static org.hybridrec.features.FeatureColumns.hashBucket;
import static org.hybridrec.features.FeatureColumns.numeric;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hybridrec.core.evaluation.Evaluation;
import org.hybridrec.core.recipe.Recipe;
import org.hybridrec.core.training.TrainingListener;
import org.hybridrec.features.DefinitionException;
import org.hybridrec.features.ItemIndex;
import org.hybridrec.features.VectorColumn;
import org.hybridrec.features.dataset.Reversal;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.InvalidDataException;
import org.hybridrec.features.source.MapSource;
import org.hybridrec.features.source.SchemaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A recipe that learns from reversed rows, from the source to the file. */
@Timeout(240)
class ReversedRowsFitTest {

  private static final Reversal REVERSAL = Reversal.of("content", 0.25f, "title");

  @TempDir private Path folder;

  private static Map<String, Object> view(int visitor, String content, String title, String next) {
    Map<String, Object> row = new HashMap<>();
    row.put("visitor", "v" + visitor);
    row.put("content", content);
    row.put("title", title);
    row.put("next", next);
    return row;
  }

  private static List<Map<String, Object>> views(int count) {
    Random random = new Random(count);
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int content = random.nextInt(8);
      int next = 3 + random.nextInt(8);
      rows.add(view(i % 40, "c" + content, "title " + content, "c" + next));
    }
    return rows;
  }

  /** The rows with their reversed ones behind them, made by hand, weights beside them. */
  private static List<Map<String, Object>> byHand(List<Map<String, Object>> rows) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (Map<String, Object> row : rows) {
      Map<String, Object> same = new HashMap<>(row);
      same.put("w", 1.0);
      all.add(same);
    }
    for (Map<String, Object> row : rows) {
      int content = Integer.parseInt(row.get("content").toString().substring(1));
      int next = Integer.parseInt(row.get("next").toString().substring(1));
      if (content >= 3) {
        Map<String, Object> other =
            view(0, "c" + next, next < 8 ? "title " + next : null, "c" + content);
        other.put("visitor", row.get("visitor"));
        other.put("w", 0.25);
        all.add(other);
      }
    }
    return all;
  }

  private static RecommenderBuilder small() {
    ItemIndex items = ItemIndex.of(List.of("c3", "c4", "c5", "c6", "c7", "c8", "c9", "c10"));
    return HybridRecommender.builder()
        .label("next", items)
        .column(embedding(hashBucket("content", 50), 5))
        .column(embedding(hashBucket("title", 50), 3))
        .hiddenUnits()
        .outputBiasFromFrequency(true)
        .batchSize(16)
        .epochs(3);
  }

  @Test
  void learnsWhatWeightedRowsMadeByHandTeach() {
    List<Map<String, Object>> rows = views(300);
    HybridModel expected = small().rowWeight("w").build().fit(MapSource.of(byHand(rows)));
    HybridModel model = small().reversedRows(REVERSAL).build().fit(MapSource.of(rows));
    HybridModel plain = small().build().fit(MapSource.of(rows));
    Map<String, String> asked = Map.of("content", "c5", "title", "title 5");
    assertThat(model.scores(asked)).isEqualTo(expected.scores(asked));
    assertThat(model.scores(asked)).isNotEqualTo(plain.scores(asked));
    assertThat(model.fitReport().rows())
        .isEqualTo(expected.fitReport().rows())
        .isBetween(400L, 590L);
    assertThat(model.fitReport().dataSha256()).isEqualTo(expected.fitReport().dataSha256());
  }

  @Test
  void weightsOfTheRowsAreMultipliedWithTheReversals() {
    List<Map<String, Object>> rows = views(200);
    List<Map<String, Object>> expected = byHand(rows);
    rows.forEach(row -> row.put("w", 2.0));
    expected.forEach(row -> row.put("w", 2 * (Double) row.get("w")));
    HybridModel byHand = small().rowWeight("w").build().fit(MapSource.of(expected));
    HybridModel model =
        small().rowWeight("w").reversedRows(REVERSAL).build().fit(MapSource.of(rows));
    Map<String, String> asked = Map.of("content", "c5");
    assertThat(model.scores(asked)).isEqualTo(byHand.scores(asked));
  }

  @Test
  void aFieldOfTheWeightsNameIsNoWeight() {
    List<Map<String, Object>> rows = views(100);
    HybridModel expected = small().reversedRows(REVERSAL).build().fit(MapSource.of(rows));
    rows.forEach(row -> row.put("row_weight", "much"));
    HybridModel model = small().reversedRows(REVERSAL).build().fit(MapSource.of(rows));
    assertThat(model.scores(Map.of("content", "c4")))
        .isEqualTo(expected.scores(Map.of("content", "c4")));
  }

  @Test
  void theFileIsTheSameForAnyThreadsAndWhereverTheRowsAre() {
    ExampleSource rows = MapSource.of(views(400));
    HybridRecommender recommender = small().reversedRows(REVERSAL).build();
    String expected = Catalogue.digest(recommender.run().threads(1).fit(rows), folder);
    assertThat(Catalogue.digest(recommender.run().threads(3).fit(rows), folder))
        .isEqualTo(expected);
    assertThat(Catalogue.digest(recommender.run().rowMemory(0).fit(rows), folder))
        .isEqualTo(expected);
  }

  @Test
  void rowsThatAreMeasuredAreNotReversed() {
    List<Double> losses = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void onEpoch(int epoch, double loss, double validationLoss) {
            losses.add(validationLoss);
          }
        };
    ExampleSource validation = MapSource.of(views(77));
    HybridModel model =
        small()
            .reversedRows(REVERSAL)
            .build()
            .run()
            .validation(validation)
            .listener(listener)
            .fit(MapSource.of(views(300)));
    Evaluation evaluation = model.evaluate(validation, 3);
    assertThat(evaluation.rows()).isEqualTo(77);
    Double loss = evaluation.loss();
    assertThat(loss).isNotNull().isCloseTo(losses.get(2), within(1e-6));
  }

  @Test
  void theFileKeepsItAndServingDoesNotAskForIt() {
    HybridRecommender recommender = small().reversedRows(REVERSAL).build();
    Path file = folder.resolve("model.safetensors");
    recommender.fit(MapSource.of(views(100))).save(file);
    HybridModel loaded = HybridModel.load(file);
    assertThat(loaded.recommender().reversedRows()).contains(REVERSAL);
    assertThat(loaded.recommend(Map.of("content", "c4"), 3)).hasSize(3);
    assertThat(small().build().reversedRows()).isEmpty();
  }

  private static final String COLUMNS =
      """
      columns:
        - embedding:
            of: {vocabulary: {field: content, values: {fit: vocabulary}, oov_buckets: 1}}
            width: 4
      """;

  private static Recipe recipe(String more) {
    return Recipe.of("r.yaml", COLUMNS + more, Path.of(""));
  }

  private static final String REVERSED =
      """
      label: {field: next, items: {fit: vocabulary}}
      network: {hidden_units: []}
      training:
        epochs: 2
        reversed_rows: {content: content, fields: [title], weight: 0.25}
      """;

  /** Contents that were labels only have a vector of their own; no label comes in. */
  @Test
  void aRecipeFitsItsFactsOnAllRowsThatItLearnsFrom() {
    ExampleSource rows = MapSource.of(views(300));
    HybridRecommender reversed = recipe(REVERSED).fit(rows);
    assertThat(reversed.reversedRows()).contains(REVERSAL);
    assertThat(reversed.items().ids())
        .containsExactlyInAnyOrder("c3", "c4", "c5", "c6", "c7", "c8", "c9", "c10");
    HybridRecommender plain = recipe("label: {field: next, items: {fit: vocabulary}}\n").fit(rows);
    assertThat(plain.encoder().layout().toString()).contains("cardinality=9");
    assertThat(reversed.encoder().layout().toString()).contains("cardinality=12");
    assertThat(reversed.fittedFacts().train()).isEqualTo(plain.fittedFacts().train());
    assertThat(reversed.fit(rows).fitReport().rows()).isGreaterThan(400);
  }

  @Test
  void factorsAreFittedOnTheRowsAsTheyAre() {
    String factors =
        """
        factors: {users: visitor, items: [content, next], width: 3, iterations: 2}
        columns:
          - vector: {field: content, encoder: {item_factors: {fit: factors}}}
        """;
    ExampleSource rows = MapSource.of(views(300));
    HybridRecommender plain =
        Recipe.of("f", factors + "label: {field: next, items: {fit: vocabulary}}", Path.of(""))
            .fit(rows);
    HybridRecommender reversed = Recipe.of("f", factors + REVERSED, Path.of("")).fit(rows);
    assertThat(fingerprint(reversed)).isEqualTo(fingerprint(plain));
    assertThat(reversed.fit(rows).fitReport().rows()).isGreaterThan(400);

    String described = REVERSED.replace("[title]", "[title, visitor]");
    assertRefused(
        () -> Recipe.of("f", factors + described, Path.of("")).fit(rows),
        "f: training.reversed_rows: 'visitor' names the users of the factors, which are"
            + " cross-fitted by it; it does not describe the content");
  }

  private static String fingerprint(HybridRecommender recommender) {
    return ((VectorColumn) recommender.columns().get(0)).encoder().fingerprint();
  }

  private static void assertRefused(ThrowingCallable reading, String message) {
    assertThatThrownBy(reading).isInstanceOf(DefinitionException.class).hasMessage(message);
  }

  @Test
  void aRecipeThatCannotBeUnderstoodNamesThePlace() {
    ExampleSource rows = MapSource.of(views(20));
    assertRefused(
        () -> recipe(REVERSED.replace("0.25", "0")).fit(rows),
        "r.yaml: training.reversed_rows: reversedRows: weight must be positive and finite, was"
            + " 0.0");
    assertThatThrownBy(
            () -> recipe(REVERSED.replace("content: content", "content: article")).fit(rows))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining(
            "the source has no column 'article' (for the content of reversed rows");
  }

  @Test
  void theBuilderRefusesWhatContradictsItself() {
    assertThatThrownBy(() -> small().reversedRows(Reversal.of("next", 1)).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "reversedRows: 'next' is the label; content and the fields that describe it are other"
                + " fields");
    assertThatThrownBy(
            () -> small().rowWeight(numeric("w").withDefault(1)).reversedRows(REVERSAL).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "reversedRows: a row weight beside it must be the number of a field as it is, was");
    assertThatThrownBy(() -> small().reversedRows(REVERSAL).reversedRows(REVERSAL))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("reversedRows was already set to " + REVERSAL);
  }

  @Test
  void aWeightThatCannotBeUsedIsRefusedWithItsRow() {
    List<Map<String, Object>> rows = views(3);
    for (Object[] weights : Arrays.asList(new Object[] {1.0, -1.0}, new Object[] {"1", "much"})) {
      rows.get(0).put("w", weights[0]);
      rows.get(1).put("w", weights[1]);
      rows.get(2).put("w", weights[0]);
      HybridRecommender recommender = small().rowWeight("w").reversedRows(REVERSAL).build();
      assertThatThrownBy(() -> recommender.fit(MapSource.of(rows)))
          .isInstanceOf(InvalidDataException.class)
          .hasMessageStartingWith("row 1, column 'w': ");
    }
  }
}
