package org.hybridrec.core.tribuo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.hybridrec.core.HybridRecommender;
import org.hybridrec.core.evaluation.Evaluation;
import org.hybridrec.features.FeatureColumns;
import org.hybridrec.features.ItemIndex;
import org.hybridrec.features.source.InvalidDataException;
import org.junit.jupiter.api.Test;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.classification.evaluation.LabelEvaluation;

class TribuoEvaluationTest {

  private static final HybridTribuoModel MODEL =
      HybridTrainer.of(Shop.columns().hiddenUnits(6).batchSize(16).epochs(3).seed(2).build())
          .train(Shop.dataset(Shop.visits(100, 1)));

  private static final List<Shop.Visit> LATER = Shop.visits(300, 2);

  @Test
  void bothEvaluatorsAgreeOnAccuracy() {
    MutableDataset<Label> data = Shop.dataset(LATER);
    LabelEvaluation theirs = TribuoEvaluation.labels(MODEL, data);
    Evaluation ours = TribuoEvaluation.ranking(MODEL, data, 3);
    assertThat(ours.accuracy()).isStrictlyBetween(0.1, 0.99).isEqualTo(theirs.accuracy());
    assertThat(ours).isEqualTo(MODEL.model().evaluate(Shop.rows(LATER), 3));
  }

  @Test
  void theTopKAccuracyIsThatOfThePredictionsScores() {
    MutableDataset<Label> data = Shop.dataset(LATER);
    long hits = 0;
    for (Prediction<Label> prediction : MODEL.withTopK(3).predict(data)) {
      String truth = prediction.getExample().getOutput().getLabel();
      hits += prediction.getOutputScores().containsKey(truth) ? 1 : 0;
    }
    assertThat(TribuoEvaluation.ranking(MODEL, data, 3).topKAccuracy()).isEqualTo(hits / 300.0);
  }

  @Test
  void withAllScoresTribuosEvaluatorKnowsAreasUnderCurvesToo() {
    LabelEvaluation theirs = TribuoEvaluation.labels(MODEL.withAllScores(), Shop.dataset(LATER));
    assertThat(theirs.AUCROC(new Label("item1"))).isBetween(0.5, 1.0);
  }

  @Test
  void moreLabelsThanTribuosMatrixShouldHoldAreRefused() {
    int labels = TribuoEvaluation.MOST_LABELS + 1;
    HybridRecommender wide =
        HybridRecommender.builder()
            .label("next", ItemIndex.of(IntStream.range(0, labels).mapToObj(i -> "i" + i).toList()))
            .column(FeatureColumns.numeric("x"))
            .hiddenUnits(1)
            .epochs(1)
            .build();
    MutableDataset<Label> data = Shop.dataset(Shop.example("i1", "x=1"));
    HybridTribuoModel model = HybridTrainer.of(wide).train(data);
    assertThatThrownBy(() -> TribuoEvaluation.labels(model, data))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Tribuo's evaluator keeps labels² numbers, 0.0 GB for the model's 2001 labels; allowed"
                + " are 2000 labels: use TribuoEvaluation.ranking(model, data, k), which needs no"
                + " more for more labels");
    assertThat(TribuoEvaluation.ranking(model, data, 1).rows()).isEqualTo(1);
  }

  @Test
  void labelsThatTheModelDoesNotKnowAreMissesHereAndRefusedThere() {
    MutableDataset<Label> data = Shop.dataset(LATER);
    data.add(Shop.example("item99", "item@item1=1"));
    assertThat(TribuoEvaluation.ranking(MODEL, data, 3).unknownLabels()).isEqualTo(1);
    assertThatThrownBy(() -> TribuoEvaluation.labels(MODEL, data))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage(
            "example 300: the model does not know the label 'item99', and Tribuo's evaluator cannot"
                + " count it; leave it out, or use TribuoEvaluation.ranking(model, data, k), where"
                + " it is a miss");
    MutableDataset<Label> unknown = Shop.dataset(Shop.example(null, "item@item1=1"));
    assertThatThrownBy(() -> TribuoEvaluation.labels(MODEL, unknown))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage("example 0 has no label; leave it out");
  }

  @Test
  void examplesWithoutAnyFieldOfTheModelAreEvaluatedAsTheyArePredicted() {
    List<Example<Label>> poor = List.of(Shop.example("item1", "weather@rain=1"));
    Evaluation evaluation = TribuoEvaluation.ranking(MODEL, poor, 1);
    boolean hit = MODEL.predict(poor.get(0)).getOutput().getLabel().equals("item1");
    assertThat(evaluation.accuracy()).isEqualTo(hit ? 1.0 : 0.0);
  }
}
