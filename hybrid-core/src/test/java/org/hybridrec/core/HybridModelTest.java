package org.hybridrec.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hybridrec.core.evaluation.Evaluation;
import org.hybridrec.core.ranking.Recommendation;
import org.hybridrec.features.EncodingReport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("kernels")
class HybridModelTest {

  private HybridModel model;

  @BeforeAll
  void fit() {
    model = ToyShop.recommender().fit(ToyShop.examples(600, 1));
  }

  @Test
  void learnsTheToyWorld() {
    Evaluation evaluation = model.evaluate(ToyShop.examples(200, 2), 3);
    assertThat(evaluation.accuracy()).isEqualTo(1.0);
    assertThat(evaluation.loss()).isLessThan(0.1);
    for (int item = 0; item < ToyShop.ITEMS; item++) {
      assertThat(model.recommend(ToyShop.row(item), 1).get(0).id()).isEqualTo(ToyShop.next(item));
    }
  }

  @Test
  void recommendsInTheOrderOfProbability() {
    float[] scores = model.scores(ToyShop.row(3));
    List<Recommendation> all = model.recommend(ToyShop.row(3), 100);
    assertThat(all).hasSize(ToyShop.ITEMS);
    double sum = 0;
    for (int i = 0; i < all.size(); i++) {
      Recommendation one = all.get(i);
      sum += one.probability();
      assertThat(one.rank()).isEqualTo(i + 1);
      assertThat(one.probability())
          .isCloseTo(scores[model.items().indexOf(one.id())], within(1e-6f));
      if (i > 0) {
        assertThat(one.probability()).isLessThanOrEqualTo(all.get(i - 1).probability());
      }
    }
    assertThat(sum).isCloseTo(1.0, within(1e-5));
  }

  private static org.assertj.core.data.Offset<Float> within(float value) {
    return org.assertj.core.data.Offset.offset(value);
  }

  private static org.assertj.core.data.Offset<Double> within(double value) {
    return org.assertj.core.data.Offset.offset(value);
  }

  @Test
  void leavesOutWhatIsExcludedAndChoosesAmongWhatIsLive() {
    String best = ToyShop.next(3);
    List<Recommendation> without =
        model.recommend(ToyShop.row(3), Top.of(12).exclude(Set.of(best, "never heard of")));
    assertThat(without).hasSize(11).noneMatch(one -> one.id().equals(best));
    List<Recommendation> among =
        model.recommend(
            ToyShop.row(3),
            Top.of(12).among(Set.of("item1", "item2", best)).exclude(Set.of("item2")));
    assertThat(among).extracting(Recommendation::id).containsExactlyInAnyOrder("item1", best);
    assertThat(model.recommend(ToyShop.row(3), Top.of(5).among(Set.of()))).isEmpty();
  }

  @Test
  void answersABatchAsRowByRow() {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      rows.add(ToyShop.row(i % ToyShop.ITEMS));
    }
    List<List<Recommendation>> batch = model.recommendAll(rows, Top.of(4));
    for (int i = 0; i < rows.size(); i++) {
      assertThat(batch.get(i)).isEqualTo(model.recommend(rows.get(i), 4));
    }
    assertThat(model.recommendAll(List.of(), Top.of(4))).isEmpty();
  }

  @Test
  void answersWhateverARowHolds() {
    Map<String, Object> odd = new HashMap<>();
    odd.put("item", 17.5);
    odd.put("category", null);
    odd.put("price", "not a number");
    odd.put("title", "\uD800");
    odd.put("something else", new Object());
    HybridModel fresh = ToyShop.recommender().fit(ToyShop.examples(50, 3));
    assertThat(fresh.recommend(odd, 3)).hasSize(3);
    assertThat(fresh.recommend(Map.of(), 3)).hasSize(3);
    ServingReport report = fresh.servingReport();
    assertThat(report.rows()).isEqualTo(2);
    assertThat(report.unknownKeys()).isEqualTo(1);
    assertThat(invalid(report, "item_embedding")).isEqualTo(1);
    assertThat(invalid(report, "price")).isEqualTo(1);
    assertThat(invalid(report, "title_embedding")).isEqualTo(1);
  }

  private static long invalid(ServingReport report, String column) {
    return report.columns().stream()
        .filter(one -> one.column().equals(column))
        .findFirst()
        .orElseThrow()
        .invalid();
  }

  @Test
  void reportsWhatEvaluationMet() {
    List<EncodingReport> reports = new ArrayList<>();
    model.evaluate(ToyShop.examples(30, 4), 3, reports::add);
    assertThat(reports).hasSize(1);
    assertThat(reports.get(0).rows()).isEqualTo(30);
    // "Möbel" is not in the vocabulary of the category indicator.
    assertThat(reports.get(0).column("category_indicator").unknown()).isPositive();
  }

  @Test
  void theLoadedModelAnswersAsTheSavedOne(@TempDir Path folder) {
    Path file = folder.resolve("toy.safetensors");
    model.save(file);
    HybridModel loaded = HybridModel.load(file);
    for (int item = 0; item < ToyShop.ITEMS; item++) {
      assertThat(loaded.scores(ToyShop.row(item))).isEqualTo(model.scores(ToyShop.row(item)));
    }
    assertThat(loaded.fitReport()).isEqualTo(model.fitReport());
    assertThat(loaded.recommender().columns()).isEqualTo(model.recommender().columns());
    assertThat(loaded.recommender().training()).isEqualTo(model.recommender().training());
  }

  @Test
  void sameDataRecipeAndSeedGiveTheSameFile(@TempDir Path folder) throws IOException {
    Path first = folder.resolve("first");
    Path second = folder.resolve("second");
    Path resaved = folder.resolve("resaved");
    model.save(first);
    ToyShop.recommender().fit(ToyShop.examples(600, 1)).save(second);
    HybridModel.load(first).save(resaved);
    assertThat(Files.mismatch(first, second)).isEqualTo(-1);
    assertThat(Files.mismatch(first, resaved)).isEqualTo(-1);
  }

  @Test
  void anotherSeedGivesAnotherFile(@TempDir Path folder) throws IOException {
    Path first = folder.resolve("first");
    Path second = folder.resolve("second");
    ToyShop.everyColumn().epochs(1).seed(1).build().fit(ToyShop.examples(50, 1)).save(first);
    ToyShop.everyColumn().epochs(1).seed(2).build().fit(ToyShop.examples(50, 1)).save(second);
    assertThat(Files.mismatch(first, second)).isNotEqualTo(-1);
  }

  @Test
  void refusesKBelowOne() {
    assertThatThrownBy(() -> model.recommend(ToyShop.row(0), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("k must be at least 1, was 0");
  }
}
