package org.hybridrec.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.hybridrec.features.encoded.EncodedBatch;
import org.hybridrec.features.encoded.FloatSlot;
import org.hybridrec.features.encoded.IdList;
import org.hybridrec.features.encoded.IndicatorSlot;
import org.hybridrec.features.encoded.InputLayout;
import org.junit.jupiter.api.Test;

class DataFingerprintTest {

  private static final InputLayout LAYOUT =
      new InputLayout(List.of(new IndicatorSlot("category", 5), new FloatSlot("price", 2)));

  /** Two rows: ids 3 and 1 (weights 1), floats 0.5 and 2, label 7; no id, floats 4, 8, no label. */
  private static EncodedBatch batch(float[] weights) {
    IdList ids = new IdList(new int[] {0, 2, 2}, new int[] {3, 1}, weights);
    float[] floats = {0.5f, 2, 4, 8};
    return new EncodedBatch(LAYOUT, 2, List.of(ids, floats), new int[] {7, -1});
  }

  private static String fingerprint(EncodedBatch... batches) {
    DataFingerprint fingerprint = new DataFingerprint();
    for (EncodedBatch batch : batches) {
      fingerprint.add(batch);
    }
    return fingerprint.sha256();
  }

  @Test
  void isTheDigestOfLabelsCountsIdsWeightsAndFloats() throws Exception {
    ByteBuffer bytes = ByteBuffer.allocate(48).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(7).putInt(2).putInt(3).putFloat(1).putInt(1).putFloat(1).putFloat(0.5f);
    bytes.putFloat(2).putInt(-1).putInt(0).putFloat(4).putFloat(8);
    byte[] expected = MessageDigest.getInstance("SHA-256").digest(bytes.array());
    assertThat(fingerprint(batch(null))).isEqualTo(HexFormat.of().formatHex(expected));
  }

  @Test
  void doesNotDependOnHowRowsAreCutIntoBatches() {
    EncodedBatch batch = batch(null);
    assertThat(fingerprint(batch.slice(0, 1), batch.slice(1, 2))).isEqualTo(fingerprint(batch));
  }

  @Test
  void weightsOfOneAreTheSameWhetherWrittenOrNot() {
    assertThat(fingerprint(batch(new float[] {1, 1}))).isEqualTo(fingerprint(batch(null)));
    assertThat(fingerprint(batch(new float[] {1, 2}))).isNotEqualTo(fingerprint(batch(null)));
  }

  @Test
  void isThatOfMoreRowsThanItsBufferHolds() {
    EncodedBatch batch = batch(null);
    EncodedBatch[] many = new EncodedBatch[3_000];
    java.util.Arrays.fill(many, batch);
    String all = fingerprint(many);
    many[2_999] = batch.slice(0, 1);
    assertThat(fingerprint(many)).isNotEqualTo(all);
  }

  @Test
  void oneValueOfOneRowChangesIt() {
    String first = ToyShop.recommender().fit(ToyShop.examples(40, 1)).fitReport().dataSha256();
    assertThat(ToyShop.recommender().fit(ToyShop.examples(40, 1)).fitReport().dataSha256())
        .isEqualTo(first)
        .matches("[0-9a-f]{64}");
    assertThat(ToyShop.recommender().fit(ToyShop.examples(41, 1)).fitReport().dataSha256())
        .isNotEqualTo(first);
  }
}
