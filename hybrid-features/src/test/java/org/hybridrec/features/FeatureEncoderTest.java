package org.hybridrec.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hybridrec.features.FeatureColumns.bucketized;
import static org.hybridrec.features.FeatureColumns.crossed;
import static org.hybridrec.features.FeatureColumns.embedding;
import static org.hybridrec.features.FeatureColumns.field;
import static org.hybridrec.features.FeatureColumns.hashBucket;
import static org.hybridrec.features.FeatureColumns.identity;
import static org.hybridrec.features.FeatureColumns.indicator;
import static org.hybridrec.features.FeatureColumns.numeric;
import static org.hybridrec.features.FeatureColumns.textEmbedding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.hybridrec.features.encoded.Combiner;
import org.hybridrec.features.encoded.EmbeddingSlot;
import org.hybridrec.features.encoded.FloatSlot;
import org.hybridrec.features.encoded.IndicatorSlot;
import org.hybridrec.features.source.MapSource;
import org.hybridrec.features.source.SourceField;
import org.hybridrec.features.source.ValueType;
import org.hybridrec.features.text.TextEncoder;
import org.junit.jupiter.api.Test;

class FeatureEncoderTest {

  @Test
  void eachColumnBecomesASlotThatTheNetworkUnderstands() {
    EmbeddingColumn shared =
        embedding(hashBucket("b", 9), 3)
            .combinedBy(Combiner.SUM)
            .withMaxNorm(2)
            .trainable(false)
            .sharing("t");
    FeatureEncoder encoder =
        FeatureEncoder.of(
            List.of(
                numeric("n"),
                indicator(identity("i", 4)),
                textEmbedding("t", TextEncoder.hashed(6, 1)),
                shared,
                embedding(hashBucket("a", 5), 2)));
    float none = Float.POSITIVE_INFINITY;
    assertThat(encoder.layout().slots())
        .containsExactly(
            new EmbeddingSlot("a_embedding", "a_embedding", 5, 2, Combiner.MEAN, none, true, false),
            new EmbeddingSlot("b_embedding", "t", 9, 3, Combiner.SUM, 2, false, false),
            new IndicatorSlot("i_indicator", 4),
            new FloatSlot("n", 1),
            new FloatSlot("t_text_embedding", 6));
  }

  @Test
  void theServingSchemaHasEveryFieldOnceInTheLoosestTypeThatServesAll() {
    FeatureEncoder encoder =
        FeatureEncoder.of(
            List.of(
                indicator(crossed(5, field("a"), bucketized(numeric("plain"), 1))).named("1"),
                embedding(hashBucket(field("list").weightedBy("weights"), 5), 2).named("2"),
                embedding(hashBucket(field("s").split("|").weightedBy("w"), 5), 2).named("3"),
                numeric(field("picked").at(2)).named("4"),
                numeric("both").named("5"),
                embedding(hashBucket("both", 5), 2).named("6"),
                numeric(field("parts").split("|").at(2)).named("7"),
                embedding(hashBucket("a", 5), 2).named("8")));
    assertThat(encoder.servingSchema().fields())
        .containsExactly(
            new SourceField("a", ValueType.TEXT, true),
            new SourceField("plain", ValueType.NUMBER, false),
            new SourceField("list", ValueType.TEXT, true),
            new SourceField("weights", ValueType.NUMBER, true),
            new SourceField("s", ValueType.TEXT, true),
            new SourceField("w", ValueType.TEXT, true),
            new SourceField("picked", ValueType.NUMBER, true),
            new SourceField("both", ValueType.TEXT, false),
            new SourceField("parts", ValueType.TEXT, true));
  }

  @Test
  void everyColumnCanBeBoundToItsServingSchema() {
    for (int seed = 0; seed < 2_000; seed++) {
      List<DenseColumn> columns = withoutSharing(new RandomColumns(seed).columns());
      FeatureEncoder encoder = FeatureEncoder.of(columns);
      encoder.bind(encoder.servingSchema(), null, DirtyValues.COUNT);
    }
  }

  private static List<DenseColumn> withoutSharing(List<DenseColumn> columns) {
    List<DenseColumn> own = new ArrayList<>();
    for (DenseColumn column : columns) {
      own.add(
          column instanceof EmbeddingColumn embedding
              ? embedding.sharing("table " + own.size())
              : column);
    }
    return own;
  }

  @Test
  void bucketsCountTheBoundariesThatAreNotGreater() {
    Random random = new Random(5);
    float[] boundaries = {-3, -0.5f, 0, 0.5f, 2, 100};
    BucketizedColumn column = bucketized(numeric("n"), boundaries);
    for (int i = 0; i < 2_000; i++) {
      float value =
          i % 3 == 0
              ? boundaries[random.nextInt(6)]
              : i % 3 == 1
                  ? Math.nextDown(boundaries[random.nextInt(2)])
                  : (float) random.nextGaussian() * 3;
      int expected = 0;
      for (float boundary : boundaries) {
        expected += boundary <= value ? 1 : 0;
      }
      assertThat(column.bucket(value)).as("%s", value).isEqualTo(expected);
    }
    assertThat(column.bucket(-Float.MIN_VALUE)).isEqualTo(column.bucket(0f)).isEqualTo(3);
    boundaries[0] = 50;
    column.boundaries()[1] = 50;
    assertThat(column.boundaries()).containsExactly(-3, -0.5f, 0, 0.5f, 2, 100);
  }

  @Test
  void momentsAreThoseOfTheRowsThatHaveAValue() {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Object value : Arrays.asList(2, null, 4, 4, 4, 5, null, 5, 7, 9)) {
      rows.add(Encoded.row("n", value));
    }
    Moments moments = Moments.of(MapSource.of(rows), field("n"));
    assertThat(moments).isEqualTo(new Moments(8, 5, 2));
  }
}
