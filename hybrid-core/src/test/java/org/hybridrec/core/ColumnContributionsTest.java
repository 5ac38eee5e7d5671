package org.hybridrec.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.hybridrec.features.FeatureColumns.embedding;
import static org.hybridrec.features.FeatureColumns.indicator;
import static org.hybridrec.features.FeatureColumns.numeric;
import static org.hybridrec.features.FeatureColumns.vocabulary;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hybridrec.features.Vocabulary;
import org.junit.jupiter.api.Test;

class ColumnContributionsTest {

  private static final HybridModel MODEL = ToyShop.recommender().fit(ToyShop.examples(200, 1));

  private static double value(List<ColumnContribution> columns, String name) {
    return columns.stream()
        .filter(each -> each.column().equals(name))
        .findFirst()
        .orElseThrow()
        .value();
  }

  @Test
  void aColumnsContributionIsTheDifferenceToTheRowWithoutItsField() {
    Map<String, Object> row = ToyShop.row(3);
    List<ColumnContribution> columns =
        ColumnContributions.of(MODEL, row, List.of("item4", "item9")).get("item9");
    Map<String, Object> without = new HashMap<>(row);
    without.remove("item");
    int item9 = MODEL.items().indexOf("item9");
    double expected = Math.log(MODEL.scores(row)[item9]) - Math.log(MODEL.scores(without)[item9]);
    assertThat(value(columns, "item_embedding")).isCloseTo(expected, within(1e-5));
  }

  @Test
  void everyItemHasAllColumnsTheGreatestEffectFirst() {
    Map<String, List<ColumnContribution>> all =
        ColumnContributions.of(MODEL, ToyShop.row(3), List.of("item4", "item0"));
    assertThat(all.keySet()).containsExactly("item4", "item0");
    List<String> names = MODEL.recommender().columns().stream().map(c -> c.name()).toList();
    all.values()
        .forEach(
            columns -> {
              assertThat(columns)
                  .extracting(ColumnContribution::column)
                  .containsExactlyInAnyOrderElementsOf(names);
              assertThat(columns)
                  .isSortedAccordingTo(
                      (a, b) -> Double.compare(Math.abs(b.value()), Math.abs(a.value())));
            });
  }

  @Test
  void aColumnWithoutValueContributesNothing() {
    Map<String, List<ColumnContribution>> all =
        ColumnContributions.of(MODEL, Map.of("item", "item3"), List.of("item4"));
    assertThat(value(all.get("item4"), "title_embedding")).isZero();
  }

  @Test
  void anItemThatTheModelDoesNotHaveIsRefused() {
    assertThatThrownBy(() -> ColumnContributions.of(MODEL, ToyShop.row(1), List.of("item99")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("item 'item99' is not among the 12 items of the model");
  }

  @Test
  void overallIsTheMeanSquareLengthThatAColumnAddsToTheFirstLayer() {
    HybridModel model =
        HybridRecommender.builder()
            .label("next", ToyShop.items())
            .column(embedding(vocabulary("item", Vocabulary.of(ToyShop.items().ids())), 3))
            .column(indicator(vocabulary("category", Vocabulary.of("Bücher", "Schuhe"))))
            .column(numeric("price"))
            .hiddenUnits(4)
            .epochs(2)
            .build()
            .fit(ToyShop.examples(50, 1));
    List<ColumnContribution> overall = ColumnContributions.overall(model);
    float[] kernel = parameter(model, "hidden/0/kernel");
    float[] table = parameter(model, "embedding/item_embedding");
    // The layers' order is that of the columns' names: category, item, price.
    double indicators = (squares(kernel, 0, 4) + squares(kernel, 4, 8)) / 2;
    double embeddings = 0;
    for (int id = 0; id < 12; id++) {
      for (int unit = 0; unit < 4; unit++) {
        double sum = 0;
        for (int i = 0; i < 3; i++) {
          sum += (double) table[id * 3 + i] * kernel[(2 + i) * 4 + unit];
        }
        embeddings += sum * sum / 12;
      }
    }
    assertThat(value(overall, "category_indicator")).isCloseTo(Math.sqrt(indicators), within(1e-9));
    assertThat(value(overall, "item_embedding")).isCloseTo(Math.sqrt(embeddings), within(1e-6));
    assertThat(value(overall, "price")).isCloseTo(Math.sqrt(squares(kernel, 20, 24)), within(1e-9));
    assertThat(overall).isSortedAccordingTo((a, b) -> Double.compare(b.value(), a.value()));
  }

  private static float[] parameter(HybridModel model, String name) {
    return model.network().parameters().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow()
        .toArray();
  }

  private static double squares(float[] values, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += (double) values[i] * values[i];
    }
    return sum;
  }
}
