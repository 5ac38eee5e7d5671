package org.hybridrec.core.factorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hybridrec.core.factorization.FactorColumns.foldedIn;
import static org.hybridrec.core.factorization.FactorColumns.itemFactors;
import static org.hybridrec.features.FeatureColumns.field;
import static org.hybridrec.features.FeatureColumns.numeric;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.hybridrec.core.HybridModel;
import org.hybridrec.core.HybridRecommender;
import org.hybridrec.core.factorization.CrossFitTest.Visit;
import org.hybridrec.core.file.TensorFile;
import org.hybridrec.core.optimization.Optimizer;
import org.hybridrec.features.DenseColumn;
import org.hybridrec.features.DirtyValues;
import org.hybridrec.features.FeatureEncoder;
import org.hybridrec.features.ItemIndex;
import org.hybridrec.features.VectorTable;
import org.hybridrec.features.encoded.EncodedBatch;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.SchemaException;
import org.hybridrec.features.source.SourceReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FactorColumnsTest {

  private static ExampleSource rows(List<Visit> visits) {
    return ExampleSource.rows(visits)
        .text("visitor", Visit::visitor)
        .texts("seen", Visit::history)
        .text("next", Visit::label)
        .number("one", visit -> 1);
  }

  private static ItemIndex items() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      ids.add("i" + i);
    }
    return ItemIndex.of(ids);
  }

  private static HybridModel fit(List<Visit> visits, int epochs, DenseColumn... columns) {
    return HybridRecommender.builder()
        .label("next", items())
        .columns(List.of(columns))
        .hiddenUnits()
        .optimizer(Optimizer.adagrad(0.1f))
        .batchSize(32)
        .epochs(epochs)
        .build()
        .fit(rows(visits));
  }

  private static CrossFit factors(List<Visit> visits) {
    Wals wals = Wals.builder().factors(12).iterations(10).build();
    return CrossFit.of(wals, CrossFitTest.interactions(visits), 5);
  }

  private static double loss(HybridModel model, List<Visit> visits) {
    return model.evaluate(rows(visits), 5).loss();
  }

  @Test
  void whereFactorsSayNothingCrossFittedOnesDoNoHarm() {
    List<Visit> visits = CrossFitTest.aimless(400, 30, "v", 11);
    List<Visit> later = CrossFitTest.aimless(400, 30, "w", 12);
    double off = loss(fit(visits, 10, numeric("one")), later);
    double on = loss(fit(visits, 10, foldedIn("seen", factors(visits), "visitor")), later);
    assertThat(on).isLessThan(1.02 * off);
  }

  @Test
  void whereFactorsSayMuchCrossFittedOnesHelpNewVisitors() {
    List<Visit> visits = CrossFitTest.tasteful(400, "v", 13);
    List<Visit> later = CrossFitTest.tasteful(400, "w", 14);
    double off = loss(fit(visits, 10, numeric("one")), later);
    double on = loss(fit(visits, 10, foldedIn("seen", factors(visits), "visitor")), later);
    assertThat(on).isLessThan(0.9 * off);
  }

  @Test
  void rowsToLearnFromAreEncodedWithoutTheirVisitorAndServedRowsWithAllFactors() {
    List<Visit> visits = CrossFitTest.aimless(60, 30, "v", 15);
    CrossFit factors = factors(visits);
    FeatureEncoder encoder =
        FeatureEncoder.of(
            List.of(foldedIn("seen", factors, "visitor"), itemFactors("seen", factors, "visitor")));
    EncodedBatch fitting = encode(encoder, DirtyValues.REFUSE, rows(visits));
    EncodedBatch serving = encode(encoder, DirtyValues.COUNT, rows(visits));
    FoldIn all = factors.factorization().foldIn();
    for (int row = 0; row < visits.size(); row++) {
      Visit visit = visits.get(row);
      FoldIn without = factors.without(visit.visitor());
      assertThat(slot(fitting, 0, row)).containsExactly(without.factors(visit.history()));
      assertThat(slot(fitting, 1, row)).containsExactly(mean(without, visit.history()));
      assertThat(slot(serving, 0, row)).containsExactly(all.factors(visit.history()));
      assertThat(slot(serving, 1, row)).containsExactly(mean(all, visit.history()));
    }
  }

  private static EncodedBatch encode(
      FeatureEncoder encoder, DirtyValues dirty, ExampleSource source) {
    try (SourceReader reader = source.open()) {
      return encoder.bind(source.schema(), null, dirty).encode(reader.next());
    }
  }

  private static float[] slot(EncodedBatch batch, int slot, int row) {
    return Arrays.copyOfRange(batch.floats(slot), row * 12, (row + 1) * 12);
  }

  private static float[] mean(FoldIn factors, List<String> ids) {
    VectorTable items = factors.itemFactors();
    double[] sum = new double[factors.width()];
    for (String id : ids) {
      float[] row = items.row(items.keys().indexOf(id));
      Arrays.setAll(sum, i -> sum[i] + row[i]);
    }
    float[] mean = new float[sum.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (float) (sum[i] / ids.size());
    }
    return mean;
  }

  @Test
  void theMeanPassesOverUnknownItems() {
    FactorMean mean =
        new FactorMean(factors(CrossFitTest.aimless(60, 30, "v", 15)).factorization().foldIn());
    float[] vector = new float[13];
    mean.encode(List.of("new", "i3"), vector, 1);
    assertThat(Arrays.copyOfRange(vector, 1, 13))
        .containsExactly(mean(mean.foldIn(), List.of("i3")));
    mean.encode(List.of("new"), vector, 1);
    assertThat(vector).containsOnly(0);
    assertThat(mean.fingerprint()).isNotEqualTo(mean.foldIn().fingerprint());
  }

  @Test
  void factorsTravelInTheModelFileOnce(@TempDir Path folder) {
    List<Visit> visits = CrossFitTest.tasteful(80, "v", 16);
    CrossFit factors = factors(visits);
    HybridModel model =
        fit(
            visits,
            2,
            foldedIn("seen", factors, "visitor"),
            foldedIn(field("seen").from(1), factors, "visitor"),
            itemFactors(field("seen").at(0), factors, "visitor"));
    Path file = folder.resolve("model");
    model.save(file);
    assertThat(TensorFile.read(file).names())
        .filteredOn(name -> name.startsWith("factors/"))
        .containsExactly(
            "factors/seen_0_item_factors/items.offsets",
            "factors/seen_0_item_factors/counts",
            "factors/seen_0_item_factors/factors",
            "factors/seen_0_item_factors/items.utf8");
    HybridModel loaded = HybridModel.load(file);
    for (Visit visit : visits) {
      Map<String, Object> row = Map.of("seen", visit.history());
      assertThat(loaded.scores(row)).isEqualTo(model.scores(row));
    }
    assertThat(loaded.scores(Map.of())).isEqualTo(model.scores(Map.of()));
    loaded.save(folder.resolve("again"));
    assertThat(folder.resolve("again")).hasSameBinaryContentAs(file);
  }

  @Test
  void aLoadedModelHasTheColumnsOfItsRecipe(@TempDir Path folder) {
    List<Visit> visits = CrossFitTest.tasteful(80, "v", 17);
    FoldIn foldIn = factors(CrossFitTest.tasteful(80, "other", 18)).factorization().foldIn();
    HybridModel model = fit(visits, 1, foldedIn("seen", foldIn), itemFactors("seen", foldIn));
    Path file = folder.resolve("model");
    model.save(file);
    assertThat(HybridModel.load(file).recommender().columns())
        .isEqualTo(model.recommender().columns())
        .extracting(DenseColumn::name)
        .containsExactly("seen_folded_in", "seen_item_factors");
  }

  @Test
  void crossFittedRowsToLearnFromNeedTheUser() {
    List<Visit> visits = CrossFitTest.tasteful(80, "v", 19);
    assertThatThrownBy(() -> fit(visits, 1, foldedIn("seen", factors(visits), "user")))
        .isInstanceOf(SchemaException.class)
        .hasMessage(
            "the source has no column 'user' (for the cross-fitting of column 'seen_folded_in',"
                + " expected text or integer); it has ['visitor', 'seen', 'next', 'one']");
  }

  @Test
  void factorsThatLeaveSomeHistoriesWithoutAnAnswerAreRefused() {
    Interactions dense = RandomViews.of(9, 9, 200, 1);
    FoldIn open =
        Wals.builder().explicit().factors(2).regularization(0).build().fit(dense).foldIn();
    assertThatThrownBy(() -> foldedIn("seen", open))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "field 'seen': some histories cannot be folded into these factors; fit them with a"
                + " regularization");
    assertThat(foldedIn("seen", Wals.lab().factors(2).build().fit(dense).foldIn()).width())
        .isEqualTo(2);
  }
}
