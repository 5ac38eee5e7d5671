package org.hybridrec.core.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hybridrec.core.HybridModel;
import org.hybridrec.core.HybridRecommender;
import org.hybridrec.core.factorization.FactorFit;
import org.hybridrec.core.factorization.FittedFactors;
import org.hybridrec.core.factorization.Wals;
import org.hybridrec.features.FeatureColumns;
import org.hybridrec.features.ItemIndex;
import org.hybridrec.features.VectorTable;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.MapSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Collaborative factors come encoded: floats that a caller gets from the model or computes. */
class FactorsExportTest {

  private static FittedFactors factors;
  private static HybridModel model;

  @BeforeAll
  static void fit() {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      Map<String, Object> row = new HashMap<>();
      row.put("visitor_id", "v" + i % 12);
      row.put("content_id", "c" + i % 7);
      row.put("category", "k" + i % 3);
      row.put("next_content_id", "c" + i % 5);
      row.put("history", List.of("c" + i % 4, "c" + i % 6));
      rows.add(row);
    }
    ExampleSource train = MapSource.of(rows);
    factors =
        FactorFit.of("visitor_id", "content_id", "next_content_id")
            .combinedBy(Math::max)
            .wals(Wals.builder().factors(4).build())
            .on(train);
    model =
        HybridRecommender.builder()
            .label("next_content_id", ItemIndex.of(train, "next_content_id"))
            .column(factors.foldedIn("history"))
            .column(factors.itemFactors("content_id"))
            .column(FeatureColumns.indicator(FeatureColumns.hashBucket("category", 5)))
            .hiddenUnits(8)
            .epochs(3)
            .build()
            .fit(train);
  }

  /** Known, unknown and no contents, in the history and as the current one. */
  private static List<Map<String, Object>> rows() {
    List<Map<String, Object>> rows = new ArrayList<>();
    rows.add(Map.of());
    rows.add(Map.of("history", List.of("new today"), "content_id", "new today"));
    for (int i = 0; i < 30; i++) {
      rows.add(
          Map.of(
              "history",
              List.of("c" + i % 7, "c" + i % 5, "new today"),
              "content_id",
              "c" + i % 9,
              "category",
              "k" + i % 4));
    }
    return rows;
  }

  @Test
  void theInputsAreListedAndTheNotesSayThatTheyComeEncoded() {
    OnnxModel onnx = OnnxExport.of(model).withStrings();

    assertThat(onnx.inputs())
        .extracting(OnnxInput::toString)
        .containsExactly(
            "category: string [rows × values], '' is missing",
            "content_id_item_factors: float [rows × 4], as the encoder gives it",
            "history_folded_in: float [rows × 4], as the encoder gives it",
            "k: int64 [1], how many items are wanted");
    assertThat(onnx.notes())
        .hasSize(2)
        .allMatch(note -> note.contains(" comes encoded, as input "));
  }

  @Test
  void bothFormsGiveTheModelsAnswers() throws OrtException {
    OnnxModel strings = OnnxExport.of(model).withStrings();
    try (Served served = Served.extended(strings)) {
      new Parity(model, served, some -> RawRows.inputs(model, strings, some)).check(rows(), 7);
    }
    OnnxModel ids = OnnxExport.of(model).withIds();
    try (Served served = Served.plain(ids)) {
      new Parity(
              model,
              served,
              some ->
                  Joined.rows(
                      some.stream().map(row -> ids.encodedInputs(model.encode(row))).toList()))
          .check(rows(), 7);
    }
  }

  @Test
  void theModelGivesTheFloatsOfARow() {
    OnnxModel onnx = OnnxExport.of(model).withStrings();
    Map<String, Object> row = Map.of("history", List.of("c3", "c1"), "content_id", "c1");
    // Shown on the page docs/onnx.md.
    Map<String, Object> encoded = onnx.encodedInputs(model.encode(row));
    float[][] taste = (float[][]) encoded.get("history_folded_in"); // [1 × width]
    // End of what is shown.
    assertThat(taste).hasDimensions(1, 4);
    assertThat(encoded).containsOnlyKeys("history_folded_in", "content_id_item_factors");
    assertThat(taste[0])
        .containsExactly(factors.factorization().foldIn().factors(List.of("c3", "c1")));
    float[] item = ((float[][]) encoded.get("content_id_item_factors"))[0];
    VectorTable table = factors.factorization().itemFactors();
    assertThat(item).containsExactly(table.row(table.keys().indexOf("c1")));
  }

  @Test
  void aVisitorWithoutAHistoryAndAnUnknownContentAreZeros() {
    OnnxModel onnx = OnnxExport.of(model).withStrings();

    Map<String, Object> encoded = onnx.encodedInputs(model.encode(Map.of("content_id", "new")));

    assertThat(((float[][]) encoded.get("history_folded_in"))[0]).containsExactly(0, 0, 0, 0);
    assertThat(((float[][]) encoded.get("content_id_item_factors"))[0]).containsExactly(0, 0, 0, 0);
  }
}
