package org.hybridrec.core.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.hybridrec.features.FeatureColumns.bucketized;
import static org.hybridrec.features.FeatureColumns.crossed;
import static org.hybridrec.features.FeatureColumns.embedding;
import static org.hybridrec.features.FeatureColumns.field;
import static org.hybridrec.features.FeatureColumns.hashBucket;
import static org.hybridrec.features.FeatureColumns.indicator;
import static org.hybridrec.features.FeatureColumns.numeric;
import static org.hybridrec.features.FeatureColumns.range;
import static org.hybridrec.features.FeatureColumns.textEmbedding;
import static org.hybridrec.features.FeatureColumns.vocabulary;

import ai.onnxruntime.OrtException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hybridrec.core.HybridModel;
import org.hybridrec.core.HybridRecommender;
import org.hybridrec.features.ItemIndex;
import org.hybridrec.features.Vocabulary;
import org.hybridrec.features.VocabularyColumn;
import org.hybridrec.features.source.CsvSource;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.synthetic.NewsSite;
import org.hybridrec.features.text.TextEncoder;
import org.junit.jupiter.api.Test;

/**
 * The lab's columns on 10,000 rows of the generated site, and on real ones where they are at hand.
 */
class RealRowsTest {

  private static final int ROWS = 10_000;

  private static HybridModel fit(ExampleSource rows) {
    VocabularyColumn category =
        vocabulary(
                field("category").withDefault("Unknown"),
                Vocabulary.of("News", "Stars & Kultur", "Lifestyle"))
            .withOovBuckets(1);
    return HybridRecommender.builder()
        .label("next_content_id", ItemIndex.of(rows, "next_content_id"))
        .column(embedding(hashBucket(field("content_id").withDefault("Unknown"), 15_634), 10))
        .column(embedding(hashBucket(field("author").withDefault("Unknown"), 1_104), 10))
        .column(
            embedding(
                    vocabulary("content_id", Vocabulary.of(rows, "content_id")).withOovBuckets(10),
                    16)
                .named("content"))
        .column(indicator(category))
        .column(textEmbedding("title", TextEncoder.hashed(50, 42)))
        .column(embedding(hashBucket(field("title").words(), 5_000), 16))
        .column(
            indicator(
                crossed(
                    60,
                    category,
                    bucketized(
                        numeric("months_since_epoch").withDefault(573.6f), range(400, 700, 20)))))
        .column(
            indicator(
                    crossed(
                        200,
                        field("category").withDefault("Unknown"),
                        field("author").withDefault("Unknown")))
                .named("raw_cross"))
        .column(numeric("months_since_epoch").withDefault(573.6f).normalizedBy(573.6f, 5f))
        .hiddenUnits(64, 32)
        .maxSteps(200)
        .build()
        .fit(rows);
  }

  private static void check(ExampleSource source) throws OrtException {
    HybridModel model = fit(source);
    List<Map<String, Object>> rows = SourceRows.spoiled(SourceRows.of(source, ROWS));
    assertThat(rows).hasSize(ROWS);
    OnnxModel strings = OnnxExport.of(model).withStrings();
    assertThat(strings.notes()).isEmpty();
    OnnxModel ids = OnnxExport.of(model).withIds();
    try (Served extended = Served.extended(strings);
        Served plain = Served.plain(ids)) {
      Parity parity =
          new Parity(
              model,
              new Parity.Form(extended, some -> RawRows.inputs(model, strings, some)),
              new Parity.Form(plain, some -> RawRows.inputs(model, ids, some)));
      parity.check(rows, 512);
      parity.check(rows.subList(0, 350), 7);
      parity.check(rows.subList(0, 50), 1);
    }
  }

  @Test
  void theGeneratedSiteGetsTheSameAnswersFromBothForms() throws OrtException {
    check(
        NewsSite.builder().visitors(1_000).articles(300).views(14_000).seed(7).build().examples());
  }

  @Test
  void theKurierRowsGetTheSameAnswersFromBothForms() throws OrtException {
    String shared = System.getProperty("hybridrec.shared", "../../shared");
    Path rows =
        Path.of(shared).resolve("data/kurier-next-content/rows_dev.csv.gz").toAbsolutePath();
    assumeThat(rows).as("the Kurier rows (set -Dhybridrec.shared=FOLDER)").exists();
    check(
        CsvSource.of(rows)
            .withHeader(
                "visitor_id",
                "content_id",
                "category",
                "title",
                "author",
                "months_since_epoch",
                "next_content_id"));
  }
}
