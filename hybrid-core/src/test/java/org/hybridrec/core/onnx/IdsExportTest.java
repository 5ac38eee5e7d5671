package org.hybridrec.core.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hybridrec.features.FeatureColumns.embedding;
import static org.hybridrec.features.FeatureColumns.hashBucket;
import static org.hybridrec.features.FeatureColumns.indicator;

import ai.onnxruntime.OrtException;
import java.util.List;
import java.util.Map;
import org.hybridrec.core.HybridModel;
import org.hybridrec.features.encoded.EncodedBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ids and floats in: plain ONNX Runtime gives the model's own answers. */
class IdsExportTest {

  /** The encoder of the rows is the model's own, one row at a time, joined. */
  private static Map<String, Object> inputs(
      HybridModel model, OnnxModel onnx, List<? extends Map<String, ?>> rows) {
    return Joined.rows(rows.stream().map(row -> onnx.encodedInputs(model.encode(row))).toList());
  }

  @ParameterizedTest
  @CsvSource({"1, 60", "7, 400", "512, 1200"})
  void everyColumnGivesTheModelsProbabilitiesAndItsTopTen(int batch, int rows) throws OrtException {
    HybridModel model = Bazaar.fit(Bazaar.columns(), 24, 16);
    OnnxModel onnx = OnnxExport.of(model).withIds();
    try (Served served = Served.plain(onnx)) {
      new Parity(model, served, some -> inputs(model, onnx, some))
          .check(Bazaar.dirtyRows(rows), batch);
    }
  }

  @Test
  void aNetworkWithoutHiddenLayersGivesTheSame() throws OrtException {
    HybridModel model = Bazaar.fit(Bazaar.columns());
    OnnxModel onnx = OnnxExport.of(model).withIds();
    try (Served served = Served.plain(onnx)) {
      new Parity(model, served, some -> inputs(model, onnx, some)).check(Bazaar.dirtyRows(300), 64);
    }
  }

  @Test
  void indicatorsAloneAreEnough() throws OrtException {
    HybridModel model = Bazaar.fit(List.of(indicator(hashBucket("item", 60))), 8);
    OnnxModel onnx = OnnxExport.of(model).withIds();
    try (Served served = Served.plain(onnx)) {
      new Parity(model, served, some -> inputs(model, onnx, some)).check(Bazaar.dirtyRows(100), 9);
    }
  }

  @Test
  void asManyItemsComeOutAsAreWantedAndNeverMoreThanThereAre() throws OrtException {
    HybridModel model = Bazaar.fit(List.of(embedding(hashBucket("item", 60), 3)), 8);
    OnnxModel onnx = OnnxExport.of(model).withIds();
    EncodedBatch batch = model.encode(Map.of("item", "Stück 1"));
    try (Served served = Served.plain(onnx)) {
      assertThat(served.ask(onnx.encodedInputs(batch), 3).items()[0]).hasSize(3);
      assertThat(served.ask(onnx.encodedInputs(batch), 1_000).items()[0])
          .containsExactlyInAnyOrderElementsOf(Bazaar.ITEMS);
    }
  }

  @Test
  void theInputsSayWhatTheyTake() {
    HybridModel model = Bazaar.fit(Bazaar.columns().subList(4, 10), 8);
    assertThat(OnnxExport.of(model).withIds().inputs())
        .extracting(OnnxInput::toString)
        .containsExactly(
            "genres_embedding: int64 [rows × ids], -1 is no id",
            "genres_embedding_weights: float [rows × ids], 0 beside no id",
            "hour_embedding: int64 [rows × ids], -1 is no id",
            "price_bucketized_indicator: int64 [rows × ids], -1 is no id",
            "second_tag: int64 [rows × ids], -1 is no id",
            "tags_embedding: int64 [rows × ids], -1 is no id",
            "tags_embedding_weights: float [rows × ids], 0 beside no id",
            "weekday_indicator: int64 [rows × ids], -1 is no id",
            "k: int64 [1], how many items are wanted");
  }

  @Test
  void theSameModelGivesTheSameBytes() {
    HybridModel model = Bazaar.fit(Bazaar.columns(), 8);
    byte[] once = OnnxExport.of(model).withIds().toBytes();
    assertThat(OnnxExport.of(model).withIds().toBytes()).isEqualTo(once);
  }
}
