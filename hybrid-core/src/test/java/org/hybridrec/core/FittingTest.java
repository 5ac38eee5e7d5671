package org.hybridrec.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hybridrec.features.FeatureColumns.embedding;
import static org.hybridrec.features.FeatureColumns.hashBucket;
import static org.hybridrec.features.FeatureColumns.numeric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.hybridrec.core.evaluation.Evaluation;
import org.hybridrec.core.optimization.Optimizer;
import org.hybridrec.core.training.TrainingDivergedException;
import org.hybridrec.core.training.TrainingListener;
import org.hybridrec.features.ItemIndex;
import org.hybridrec.features.source.CsvSource;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.InvalidDataException;
import org.hybridrec.features.source.MapSource;
import org.hybridrec.features.source.RowSource;
import org.hybridrec.features.source.SchemaException;
import org.junit.jupiter.api.Test;

class FittingTest {

  private static final ItemIndex ITEMS = ItemIndex.of(List.of("a", "b", "c"));

  private static RecommenderBuilder small() {
    return HybridRecommender.builder()
        .label("next", ITEMS)
        .column(numeric("x"))
        .column(embedding(hashBucket("user", 5), 2))
        .hiddenUnits(4)
        .epochs(1);
  }

  private record Row(String user, Double x, String next) {}

  private static ExampleSource source(Row... rows) {
    return RowSource.rows(List.of(rows))
        .text("user", Row::user)
        .number("x", Row::x)
        .text("next", Row::next);
  }

  @Test
  void skipsAndCountsRowsWithoutAKnownLabel() {
    HybridModel model =
        small()
            .build()
            .fit(
                source(
                    new Row("u", 1.0, "a"),
                    new Row("u", 2.0, "never seen"),
                    new Row("v", 3.0, null),
                    new Row("w", null, "c")));
    FitReport report = model.fitReport();
    assertThat(report.rows()).isEqualTo(2);
    assertThat(report.steps()).isEqualTo(1);
    assertThat(report.epochs()).isEqualTo(1);
    assertThat(report.encoding().rows()).isEqualTo(4);
    assertThat(report.encoding().missingLabels()).isEqualTo(1);
    assertThat(report.encoding().unknownLabels()).isEqualTo(1);
    assertThat(report.encoding().column("x").missing()).isEqualTo(1);
    assertThat(report.encoding().column("user_embedding").distinctHashed()).isEqualTo(3);
  }

  @Test
  void labelsUnknownToTheModelAreMissesInEvaluation() {
    HybridModel model = small().build().fit(source(new Row("u", 1.0, "a")));
    Evaluation evaluation =
        model.evaluate(source(new Row("u", 1.0, "a"), new Row("u", 1.0, "elsewhere")), 3);
    assertThat(evaluation.rows()).isEqualTo(2);
    assertThat(evaluation.unknownLabels()).isEqualTo(1);
    assertThat(evaluation.topKAccuracy()).isEqualTo(0.5);
  }

  @Test
  void refusesASourceWithoutRows() {
    assertThatThrownBy(() -> small().build().fit(source()))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage("the training source has no rows; check its files");
  }

  @Test
  void refusesASourceWithoutAKnownLabel() {
    assertThatThrownBy(
            () -> small().build().fit(source(new Row("u", 1.0, "z"), new Row("u", 1.0, null))))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage(
            "none of the 2 training rows has a known label: 1 have none, 1 have one that is not in"
                + " the item index");
  }

  @Test
  void evaluationRefusesASourceWithoutRows() {
    HybridModel model = small().build().fit(source(new Row("u", 1.0, "a")));
    assertThatThrownBy(() -> model.evaluate(source(), 3))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("there must be at least 1 row, were 0");
  }

  @Test
  void namesEveryProblemOfASchemaAtOnce() {
    ExampleSource source = MapSource.of(List.of(Map.of("user", 1.5, "x", List.of(1.0, 2.0))));
    assertThatThrownBy(() -> small().build().fit(source))
        .isInstanceOfSatisfying(
            SchemaException.class,
            e -> {
              assertThat(e.problems()).hasSize(3);
              assertThat(e.problems().get(0)).contains("no column 'next'", "the label");
              assertThat(e.problems().get(1)).contains("'user' is number", "text or integer");
              assertThat(e.problems().get(2)).contains("'x' is list of number", "one number");
            });
  }

  @Test
  void aNumberThatIsNoneStopsFittingAndNamesRowAndColumn() {
    ExampleSource source = source(new Row("u", 1.0, "a"), new Row("u", Double.NaN, "b"));
    assertThatThrownBy(() -> small().build().fit(source))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage(
            "row 1, column 'x': expected a finite number, was NaN; leave the cell empty where there"
                + " is none");
  }

  @Test
  void aNumberThatIsNoneCountsAsMissingInEvaluation() {
    HybridModel model = small().build().fit(source(new Row("u", 1.0, "a")));
    long[] invalid = new long[1];
    model.evaluate(
        source(new Row("u", Double.POSITIVE_INFINITY, "a")),
        1,
        report -> invalid[0] = report.column("x").invalid());
    assertThat(invalid[0]).isEqualTo(1);
  }

  @Test
  void oneItemOnlyIsAlwaysRecommendedWithProbabilityOne() {
    HybridModel model =
        HybridRecommender.builder()
            .label("next", ItemIndex.of(List.of("a")))
            .column(numeric("x"))
            .hiddenUnits(2)
            .epochs(1)
            .build()
            .fit(source(new Row("u", 1.0, "a"), new Row("u", 2.0, "a")));
    assertThat(model.recommend(Map.of("x", 3), 5))
        .singleElement()
        .satisfies(
            only -> {
              assertThat(only.id()).isEqualTo("a");
              assertThat(only.probability()).isEqualTo(1f);
            });
  }

  @Test
  void theOutputBiasFromFrequencyStartsAtThePopularityModel() {
    // A step so small that it changes nothing: what is asked is the start.
    HybridModel model =
        small()
            .outputBiasFromFrequency(true)
            .optimizer(Optimizer.sgd(1e-30f))
            .build()
            .fit(
                source(
                    new Row(null, 0.0, "a"),
                    new Row(null, 0.0, "a"),
                    new Row(null, 0.0, "a"),
                    new Row(null, 0.0, "b")));
    float[] scores = model.scores(Map.of());
    assertThat(scores[0]).isCloseTo(4 / 7f, Offset.offset(1e-6f));
    assertThat(scores[1]).isCloseTo(2 / 7f, Offset.offset(1e-6f));
    assertThat(scores[2]).isCloseTo(1 / 7f, Offset.offset(1e-6f));
  }

  @Test
  void earlyStoppingWithoutValidationRowsSaysWhatToCall() {
    HybridRecommender recommender = small().earlyStopping(2).build();
    assertThatThrownBy(() -> recommender.fit(source(new Row("u", 1.0, "a"))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "early stopping needs validation rows: call"
                + " run().validation(rows).fit(trainingRows)");
  }

  @Test
  void validationRowsAreMeasuredAndChangeNothing() {
    ExampleSource rows = source(new Row("u", 1.0, "a"), new Row("v", 2.0, "b"));
    List<Double> losses = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void onEpoch(int epoch, double loss, double validationLoss) {
            losses.add(validationLoss);
          }
        };
    HybridModel with = small().build().run().validation(rows).listener(listener).fit(rows);
    HybridModel without = small().build().fit(rows);
    assertThat(losses).hasSize(1).allMatch(Double::isFinite);
    assertThat(with.scores(Map.of("user", "u"))).isEqualTo(without.scores(Map.of("user", "u")));
  }

  @Test
  void earlyStoppingKeepsTheBestEpoch() {
    // The validation rows say the opposite of the training rows: the first epoch is the best.
    ExampleSource rows = source(new Row("u", 1.0, "a"), new Row("v", 2.0, "b"));
    ExampleSource opposite = source(new Row("u", 1.0, "b"), new Row("v", 2.0, "a"));
    HybridRecommender patient =
        HybridRecommender.builder()
            .label("next", ITEMS)
            .column(embedding(hashBucket("user", 5), 4))
            .hiddenUnits()
            .optimizer(Optimizer.sgd(0.5f))
            .epochs(100)
            .earlyStopping(3)
            .build();
    int[] epochs = new int[1];
    double[] best = {Double.POSITIVE_INFINITY};
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void onEpoch(int epoch, double loss, double validationLoss) {
            epochs[0] = epoch;
            best[0] = Math.min(best[0], validationLoss);
          }
        };
    HybridModel model = patient.run().validation(opposite).listener(listener).fit(rows);
    assertThat(epochs[0]).isLessThan(100);
    Double loss = model.evaluate(opposite, 1).loss();
    assertThat(loss).isNotNull().isCloseTo(best[0], Offset.offset(1e-6));
  }

  @Test
  void divergenceNamesStepAndCure() {
    ExampleSource rows = source(new Row("u", 1e30, "a"), new Row("v", -1e30, "b"));
    HybridRecommender wild =
        HybridRecommender.builder()
            .label("next", ITEMS)
            .column(numeric("x"))
            .hiddenUnits()
            .optimizer(Optimizer.sgd(1e6f))
            .batchSize(1)
            .epochs(50)
            .build();
    assertThatThrownBy(() -> wild.fit(rows))
        .isInstanceOf(TrainingDivergedException.class)
        .hasMessageMatching(
            "training diverged: the loss was (NaN|Infinity|\\S+E29) at step \\d+ of epoch \\d+; try a"
                + " smaller learning rate \\(it was 1000000\\.0\\) or look for numbers of very"
                + " different size among the columns");
  }

  @Test
  void theSameRowsFromMemoryAndFromCsvGiveTheSameModel(
      @org.junit.jupiter.api.io.TempDir java.nio.file.Path folder) throws java.io.IOException {
    java.nio.file.Path csv = folder.resolve("rows.csv");
    java.nio.file.Files.writeString(csv, "user,x,next\nu,1,a\nv,2.5,b\nw,,c\n");
    ExampleSource memory =
        source(new Row("u", 1.0, "a"), new Row("v", 2.5, "b"), new Row("w", null, "c"));
    float[] fromCsv = small().build().fit(CsvSource.of(csv)).scores(Map.of("user", "v", "x", 2));
    float[] fromMemory = small().build().fit(memory).scores(Map.of("user", "v", "x", 2));
    assertThat(Arrays.equals(fromCsv, fromMemory)).isTrue();
  }
}
