package org.hybridrec.core.onnx;

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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hybridrec.core.HybridModel;
import org.hybridrec.core.HybridRecommender;
import org.hybridrec.core.RecommenderBuilder;
import org.hybridrec.features.CategoricalColumn;
import org.hybridrec.features.DenseColumn;
import org.hybridrec.features.Field;
import org.hybridrec.features.ItemIndex;
import org.hybridrec.features.VectorTable;
import org.hybridrec.features.Vocabulary;
import org.hybridrec.features.encoded.Combiner;
import org.hybridrec.features.source.MapSource;
import org.hybridrec.features.text.TextEncoder;
import org.hybridrec.features.text.Tokenizer;
import org.hybridrec.features.text.WordVectors;
import org.jspecify.annotations.Nullable;

/**
 * A recipe with every kind of column and of field, and rows for it: sound ones to learn from, and
 * ones in which anything may be missing, empty, unknown or of no use.
 */
final class Bazaar {

  static final List<String> ITEMS = IntStream.range(0, 40).mapToObj(i -> "Stück " + i).toList();

  private static final List<String> CATEGORIES = List.of("Bücher", "Schuhe", "Möbel");
  private static final List<String> TAGS = List.of("alt", "neu", "größe", "東京", "rot", "a b");
  private static final List<String> WORDS =
      List.of("Öffi-Streik", "in", "WIEN", "d'Artagnan", "Kürbis", "naïve", "2,5", "100%", "мир");

  /** Words as the one or the other tokenizer cuts them. */
  private static final WordVectors WORD_VECTORS =
      WordVectors.of(
          List.of("WIEN", "wien", "in", "öffi", "Kürbis", "мир", "東京"),
          3,
          new float[] {
            1, 0, 0.5f, 0, 1, -0.25f, 0.1f, 0.1f, 0, -1, 0.3f, 2, 0, 0, 0, 0.7f, -0.7f, 1, 3, 2, 1
          });

  private Bazaar() {}

  static List<DenseColumn> columns() {
    CategoricalColumn category = vocabulary("category", Vocabulary.of(CATEGORIES));
    CategoricalColumn price = bucketized(numeric("price").withDefault(12f), 12, 15, 18);
    CategoricalColumn item = vocabulary("item", Vocabulary.of(ITEMS)).withOovBuckets(3);
    Field history = field("history");
    Field genres = field("genres").weightedBy("genre_weights");
    Field tags = field("tags").split("|");
    float[][] vectors = {{1f, 0f}, {0f, 1f}, {0.5f, 0.5f}};
    return List.of(
        embedding(item, 6).withMaxNorm(0.4f),
        embedding(vocabulary(history.from(1), Vocabulary.of(ITEMS)).withOovBuckets(3), 6)
            .withMaxNorm(0.4f)
            .sharing("item_embedding"),
        indicator(hashBucket(history.at(0), 8)),
        embedding(hashBucket(field("author").withDefault("Unknown"), 50), 4)
            .combinedBy(Combiner.SUM),
        embedding(hashBucket(tags.weightedBy("tag_weights"), 30), 4).combinedBy(Combiner.SQRTN),
        embedding(vocabulary(genres, Vocabulary.of("g0", "g1", "g2", "g3")).withOovBuckets(1), 3),
        indicator(hashBucket(tags.at(1), 5)).named("second_tag"),
        indicator(identity("weekday", 7).withDefault(6)),
        embedding(identity("hour", 24), 2),
        indicator(price),
        indicator(category).named("known_category"),
        embedding(crossed(97, field("item"), tags, category, price), 5),
        indicator(crossed(30, identity("weekday", 7), field("author").withDefault("Unknown")))
            .named("weekday_author"),
        numeric("price").withDefault(12f).normalizedBy(15.5f, 3.5f),
        numeric("age"),
        numeric(field("factors").at(0)),
        numeric(field("factors").at(2)).withDefault(-1f),
        numeric(field("size").split("x").at(1)).normalizedBy(50f, 30f),
        pretrained("category", VectorTable.of(Vocabulary.of(CATEGORIES), vectors)).named("given"),
        embedding(hashBucket(field("title").words(), 64), 5),
        textEmbedding("title", TextEncoder.hashed(70, 7)),
        textEmbedding("title", TextEncoder.wordVectors(WORD_VECTORS)).named("title_vectors"),
        textEmbedding(
                "title",
                TextEncoder.wordVectors(WORD_VECTORS)
                    .withTokenizer(Tokenizer.words())
                    .withUnknownBuckets(5)
                    .unitLength())
            .named("title_direction"));
  }

  static HybridModel fit(List<DenseColumn> columns, int... hiddenUnits) {
    RecommenderBuilder builder =
        HybridRecommender.builder().label("next", ItemIndex.of(ITEMS)).epochs(2).seed(5);
    columns.forEach(builder::column);
    return builder.hiddenUnits(hiddenUnits).build().fit(MapSource.of(soundRows(400)));
  }

  static List<Map<String, Object>> soundRows(int count) {
    SplittableRandom random = new SplittableRandom(17);
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Map<String, Object> row = row(random);
      row.put("next", ITEMS.get((ITEMS.indexOf(row.get("item")) + 1) % ITEMS.size()));
      rows.add(row);
    }
    return rows;
  }

  static List<Map<String, Object>> dirtyRows(int count) {
    SplittableRandom random = new SplittableRandom(29);
    List<Map<String, Object>> rows = new ArrayList<>();
    rows.add(Map.of());
    while (rows.size() < count) {
      Map<String, Object> row = row(random);
      List.copyOf(row.keySet()).stream().sorted().forEach(key -> spoil(row, key, random));
      rows.add(row);
    }
    return rows;
  }

  private static Map<String, Object> row(SplittableRandom random) {
    Map<String, Object> row = new HashMap<>();
    row.put("item", any(ITEMS, random));
    row.put("history", some(ITEMS, 1 + random.nextInt(5), random));
    row.put("author", "Autorin " + random.nextInt(20));
    row.put("category", any(CATEGORIES, random));
    int tags = 1 + random.nextInt(3);
    row.put("tags", String.join("|", some(TAGS, tags, random)));
    row.put("tag_weights", weights(tags, random, "|"));
    int genres = 1 + random.nextInt(3);
    row.put("genres", some(List.of("g0", "g1", "g2", "g3", "g4"), genres, random));
    row.put("genre_weights", random.doubles(genres).boxed().toList());
    row.put("weekday", (long) random.nextInt(7));
    row.put("hour", (long) random.nextInt(24));
    row.put("price", 10.0 + random.nextInt(12));
    row.put("age", random.nextDouble(90) / 30);
    row.put("factors", random.doubles(3).boxed().toList());
    row.put("size", random.nextInt(100) + "x" + random.nextInt(100));
    row.put("title", String.join(" ", some(WORDS, 1 + random.nextInt(6), random)));
    return row;
  }

  private static String any(List<String> values, SplittableRandom random) {
    return values.get(random.nextInt(values.size()));
  }

  private static List<String> some(List<String> values, int count, SplittableRandom random) {
    return IntStream.range(0, count).mapToObj(i -> any(values, random)).toList();
  }

  private static String weights(int count, SplittableRandom random, String separator) {
    return String.join(
        separator, IntStream.range(0, count).mapToObj(i -> "" + random.nextInt(5) / 2.0).toList());
  }

  private static void spoil(Map<String, Object> row, String key, SplittableRandom random) {
    switch (random.nextInt(8)) {
      case 0 -> row.remove(key);
      case 1 -> row.put(key, empty(key));
      case 2 -> row.put(key, strange(key, random));
      default -> {}
    }
  }

  /** Empty text is a missing value, but as the key of a cross in a map, which no tensor can say. */
  private static @Nullable Object empty(String key) {
    return switch (key) {
      case "age" -> Double.NaN;
      case "item" -> null;
      default -> "";
    };
  }

  /** Something that is not in any vocabulary, or that the column cannot use. */
  private static Object strange(String key, SplittableRandom random) {
    int way = random.nextInt(3);
    return switch (key) {
      case "history" -> Arrays.asList(way == 0 ? null : "neu", way == 1 ? null : "Stück 3");
      case "genres" -> Arrays.asList(way == 0 ? null : "neu heute", "g2").subList(way / 2, 2);
      case "tags" -> List.of("|", "rot||neu", "nie gesehen|alt|alt|rot").get(way);
      case "tag_weights" -> List.of("1|-1", "viel", "1|2|").get(way);
      case "genre_weights" -> List.of(List.of(-1.0), List.of(Double.NaN), List.of(0.0)).get(way);
      case "weekday", "hour" -> List.of(-3L, 99L, " 5 ").get(way);
      case "price", "age" -> List.of(14.999f, 1e30, -0.0).get(way);
      case "factors" -> List.of(List.of(), List.of(0.25), Arrays.asList(0.5, null, 1.5)).get(way);
      case "size" -> List.of("x", "3", "1x7e0x9").get(way);
      case "title" -> List.of("…", "ŒUVRE éÉ 東京", "x").get(way);
      default -> List.of("Über", "neu heute", "Ж").get(way);
    };
  }
}
