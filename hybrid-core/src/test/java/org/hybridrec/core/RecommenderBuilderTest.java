package org.hybridrec.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hybridrec.features.FeatureColumns.embedding;
import static org.hybridrec.features.FeatureColumns.hashBucket;
import static org.hybridrec.features.FeatureColumns.indicator;
import static org.hybridrec.features.FeatureColumns.numeric;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.hybridrec.core.optimization.LearningRateSchedule;
import org.hybridrec.core.optimization.Optimizer;
import org.hybridrec.core.training.TrainingOptions;
import org.hybridrec.features.DenseColumn;
import org.hybridrec.features.ItemIndex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RecommenderBuilderTest {

  private static final ItemIndex ITEMS = ItemIndex.of(List.of("a", "b"));

  private static RecommenderBuilder minimal() {
    return HybridRecommender.builder().label("next", ITEMS).column(numeric("x"));
  }

  @Test
  void defaultsAreThoseOfTheDocs() {
    HybridRecommender recommender = minimal().build();
    TrainingOptions training = recommender.training();
    assertThat(recommender.hiddenUnits()).containsExactly(256, 128, 64);
    assertThat(recommender.outputBiasFromFrequency()).isFalse();
    assertThat(training.optimizer()).isEqualTo(Optimizer.adagrad(0.1f));
    assertThat(training.batchSize()).isEqualTo(128);
    assertThat(training.epochs()).isEqualTo(10);
    assertThat(training.maxSteps()).isEqualTo(Long.MAX_VALUE);
    assertThat(training.patience()).isZero();
    assertThat(training.seed()).isEqualTo(42);
    assertThat(training.regularization().embeddingDropout()).isZero();
    assertThat(training.regularization().hiddenDropout()).isZero();
    assertThat(training.regularization().l2()).isZero();
    assertThat(training.schedule()).isEqualTo(LearningRateSchedule.constant());
    assertThat(training.gradientClip()).isInfinite();
  }

  @Test
  void maxStepsAloneMeansEpochsWithoutLimit() {
    TrainingOptions training = minimal().maxSteps(5).build().training();
    assertThat(training.maxSteps()).isEqualTo(5);
    assertThat(training.epochs()).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void columnsStandInTheOrderOfTheirNames() {
    HybridRecommender recommender =
        HybridRecommender.builder()
            .label("next", ITEMS)
            .column(numeric("z"))
            .column(indicator(hashBucket("m", 3)))
            .column(embedding(hashBucket("a", 3), 2))
            .build();
    assertThat(recommender.columns())
        .extracting(DenseColumn::name)
        .containsExactly("a_embedding", "m_indicator", "z");
  }

  static Stream<Arguments> setTwice() {
    return Stream.of(
        twice("label", "LabelColumn[field=next, items=ItemIndex of 2]", b -> b.label("l", ITEMS)),
        twice("hiddenUnits", "[3]", b -> b.hiddenUnits(3)),
        twice("outputBiasFromFrequency", "true", b -> b.outputBiasFromFrequency(true)),
        twice("optimizer", Optimizer.sgd(1f).toString(), b -> b.optimizer(Optimizer.sgd(1f))),
        twice("batchSize", "4", b -> b.batchSize(4)),
        twice("epochs", "4", b -> b.epochs(4)),
        twice("maxSteps", "4", b -> b.maxSteps(4)),
        twice("earlyStopping", "4", b -> b.earlyStopping(4)),
        twice("seed", "4", b -> b.seed(4)),
        twice("embeddingDropout", "0.5", b -> b.embeddingDropout(0.5f)),
        twice("hiddenDropout", "0.5", b -> b.hiddenDropout(0.5f)),
        twice("l2", "0.5", b -> b.l2(0.5f)),
        twice("gradientClip", "0.5", b -> b.gradientClip(0.5f)),
        twice(
            "learningRateSchedule",
            "LearningRateSchedule[warmUpSteps=3, decay=None[]]",
            b -> b.learningRateSchedule(LearningRateSchedule.constant().withWarmUp(3))));
  }

  private static Arguments twice(
      String option, String value, UnaryOperator<RecommenderBuilder> setter) {
    return Arguments.of(option, value, setter);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void setTwice(String option, String value, UnaryOperator<RecommenderBuilder> setter) {
    RecommenderBuilder builder = minimal();
    if (!option.equals("label")) {
      assertThat(setter.apply(builder)).isSameAs(builder);
    }
    assertThatThrownBy(() -> setter.apply(builder))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(option + " was already set to " + value);
  }

  static Stream<Arguments> outOfRange() {
    return Stream.of(
        bad("hiddenUnits must be at least 1, was 0", b -> b.hiddenUnits(8, 0)),
        bad("batchSize must be at least 1, was 0", b -> b.batchSize(0)),
        bad("epochs must be at least 1, was -1", b -> b.epochs(-1)),
        bad("maxSteps must be at least 1, was 0", b -> b.maxSteps(0)),
        bad("earlyStopping must be at least 1, was 0", b -> b.earlyStopping(0)),
        bad(
            "embeddingDropout must be at least 0 and less than 1, was 1.0",
            b -> b.embeddingDropout(1f)),
        bad(
            "hiddenDropout must be at least 0 and less than 1, was NaN",
            b -> b.hiddenDropout(Float.NaN)),
        bad("gradientClip must be positive and finite, was 0.0", b -> b.gradientClip(0f)),
        bad("gradientClip must be positive and finite, was NaN", b -> b.gradientClip(Float.NaN)),
        bad("l2 must be at least 0 and finite, was -1.0", b -> b.l2(-1f)));
  }

  private static Arguments bad(String message, UnaryOperator<RecommenderBuilder> setter) {
    return Arguments.of(message, setter);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void outOfRange(String message, UnaryOperator<RecommenderBuilder> setter) {
    assertThatThrownBy(() -> setter.apply(minimal()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void aMissingLabelSaysWhatToCall() {
    assertThatThrownBy(() -> HybridRecommender.builder().column(numeric("x")).build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a recommender needs a label: call label(field, ItemIndex.of(rows, field))");
  }

  @Test
  void missingColumnsSayWhatToCall() {
    assertThatThrownBy(() -> HybridRecommender.builder().label("next", ITEMS).build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a recommender needs at least 1 column: call column(…)");
  }

  @Test
  void aSecondColumnOfTheSameNameIsToldToBeRenamed() {
    assertThatThrownBy(() -> minimal().column(numeric("x").withDefault(1f)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("column 'x' was already added; give one of the two another name with named(…)");
    assertThat(minimal().column(numeric("x").named("x again")).build().columns()).hasSize(2);
  }
}
