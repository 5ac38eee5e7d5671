package org.hybridrec.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hybridrec.features.FeatureColumns.bucketized;
import static org.hybridrec.features.FeatureColumns.crossed;
import static org.hybridrec.features.FeatureColumns.embedding;
import static org.hybridrec.features.FeatureColumns.field;
import static org.hybridrec.features.FeatureColumns.hashBucket;
import static org.hybridrec.features.FeatureColumns.identity;
import static org.hybridrec.features.FeatureColumns.indicator;
import static org.hybridrec.features.FeatureColumns.numeric;
import static org.hybridrec.features.FeatureColumns.pretrained;
import static org.hybridrec.features.FeatureColumns.textEmbedding;
import static org.hybridrec.features.FeatureColumns.vocabulary;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.hybridrec.core.factorization.FactorFit;
import org.hybridrec.core.factorization.FittedFactors;
import org.hybridrec.core.factorization.Wals;
import org.hybridrec.core.file.Json;
import org.hybridrec.core.network.SampledSoftmax;
import org.hybridrec.core.optimization.LearningRateSchedule;
import org.hybridrec.core.optimization.Optimizer;
import org.hybridrec.features.ItemIndex;
import org.hybridrec.features.VectorTable;
import org.hybridrec.features.Vocabulary;
import org.hybridrec.features.encoded.Combiner;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.MapSource;
import org.hybridrec.features.text.TextEncoder;
import org.hybridrec.features.text.WordVectors;

/**
 * Makes the golden files of a format version: a model with every kind of column and option, and
 * what it answers. Run by hand when the version of the format goes up, never by the build:
 *
 * <pre>
 * GoldenModel 2 src/test/resources/org/hybridrec/core
 * </pre>
 *
 * and add the new pair to {@code GoldenModelTest}. The files of earlier versions stay as they are
 * for ever: they are what users have.
 */
final class GoldenModel {

  private static final int ITEMS = 9;

  private GoldenModel() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[1]);
    HybridModel model = fit();
    model.save(folder.resolve("model-v" + arguments[0] + ".safetensors"));
    List<Object> answers = new ArrayList<>();
    for (Map<String, Object> row : rowsToAsk()) {
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("row", row);
      answer.put("bits", bits(model.scores(row)));
      answers.add(answer);
    }
    StringBuilder lines = new StringBuilder();
    answers.forEach(answer -> lines.append(Json.write(answer)).append('\n'));
    Files.writeString(folder.resolve("model-v" + arguments[0] + ".jsonl"), lines, UTF_8);
  }

  /** The exact bits of probabilities, in hexadecimal. */
  static String bits(float[] scores) {
    StringBuilder bits = new StringBuilder();
    for (float score : scores) {
      bits.append(String.format("%08x", Float.floatToRawIntBits(score)));
    }
    return bits.toString();
  }

  private static HybridModel fit() {
    ExampleSource rows = MapSource.of(rows(240));
    FittedFactors factors =
        FactorFit.of("visitor", "item").wals(Wals.builder().factors(4).build()).on(rows);
    return recipe(factors)
        .hiddenUnits(12, 7)
        .outputBiasFromFrequency(true)
        .optimizer(Optimizer.adam(0.02f))
        .learningRateSchedule(LearningRateSchedule.cosine(60, 0.125f).withWarmUp(10))
        .gradientClip(0.75f)
        .sampledSoftmax(SampledSoftmax.logUniform(6))
        .embeddingDropout(0.1f)
        .hiddenDropout(0.2f)
        .l2(1e-4f)
        .batchSize(32)
        .epochs(10)
        .maxSteps(75)
        .seed(20)
        .build()
        .run()
        .threads(1)
        .fit(rows);
  }

  private static RecommenderBuilder recipe(FittedFactors factors) {
    var item = vocabulary("item", Vocabulary.of(ids()));
    var author = vocabulary("author", Vocabulary.of("Zoë", "Ida", "東")).withOovBuckets(2);
    var age = bucketized(numeric("age").withDefault(3f), 1, 2, 5, 8);
    WordVectors words =
        WordVectors.of(List.of("Grüß", "Servus", "Wien"), 2, new float[] {1, 2, -3, 4, 0.5f, -1});
    VectorTable tastes =
        VectorTable.of(Vocabulary.of("v0", "v1", "v2"), new float[][] {{1, 0}, {0, 2}, {-1, 1}});
    return HybridRecommender.builder()
        .label("next", ItemIndex.of(ids()))
        .column(embedding(item, 5).sharing("items"))
        .column(
            embedding(vocabulary(field("history").split("|"), Vocabulary.of(ids())), 5)
                .sharing("items")
                .combinedBy(Combiner.SUM))
        .column(embedding(hashBucket("visitor", 11), 3).withMaxNorm(0.8f))
        .column(
            embedding(hashBucket(field("title").words(), 16), 4)
                .combinedBy(Combiner.SQRTN)
                .named("title words"))
        .column(indicator(author))
        .column(indicator(hashBucket(field("tags").split("|").weightedBy("weights"), 6)))
        .column(indicator(identity("hour", 25).withDefault(24)))
        .column(indicator(age))
        .column(indicator(crossed(23, author, age)))
        .column(indicator(crossed(13, field("item"), field("hour"))))
        .column(numeric("age").withDefault(3f).normalizedBy(4f, 2.5f))
        .column(textEmbedding("title", TextEncoder.hashed(6, 7)).named("title hashed"))
        .column(
            textEmbedding("title", TextEncoder.wordVectors(words).withUnknownBuckets(2))
                .named("title vectors"))
        .column(pretrained("visitor", tastes).named("taste"))
        .column(factors.foldedIn("seen"))
        .column(factors.itemFactors("item"));
  }

  private static List<String> ids() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < ITEMS; i++) {
      ids.add("item-" + i);
    }
    return ids;
  }

  private static List<Map<String, Object>> rows(int count) {
    SplittableRandom random = new SplittableRandom(2718);
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int item = random.nextInt(ITEMS);
      int before = random.nextInt(ITEMS);
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("visitor", "v" + random.nextInt(14));
      row.put("item", "item-" + item);
      row.put("history", "item-" + before + "|item-" + random.nextInt(ITEMS));
      row.put("seen", List.of("item-" + before, "item-" + random.nextInt(ITEMS)));
      row.put("author", List.of("Zoë", "Ida", "東", "Max").get(item % 4));
      row.put("title", List.of("Grüß Gott", "Servus Wien", "Noch ein Titel").get(item % 3));
      row.put("tags", "alt|neu|rot".substring(0, random.nextBoolean() ? 11 : 7));
      row.put("weights", row.get("tags").toString().length() == 11 ? "1|0.5|2" : "3|1");
      row.put("hour", random.nextInt(24));
      row.put("age", random.nextInt(20) / 2.0);
      row.put("next", "item-" + (item + 1 + random.nextInt(2)) % ITEMS);
      rows.add(row);
    }
    return rows;
  }

  /** Rows as they are learned from, with nothing, and with what was never seen. */
  private static List<Map<String, Object>> rowsToAsk() {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Map<String, Object> row : rows(12)) {
      row.remove("next");
      rows.add(row);
    }
    rows.add(Map.of());
    rows.add(Map.of("item", "never seen", "visitor", "nobody", "author", "?", "hour", 99));
    rows.add(Map.of("title", "Servus", "age", -7.5, "seen", List.of("item-3", "item-3", "x")));
    rows.add(Map.of("tags", "neu|neu", "weights", "0|0", "history", "item-1||item-8"));
    return rows;
  }
}
