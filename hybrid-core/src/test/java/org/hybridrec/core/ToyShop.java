package org.hybridrec.core;

import static org.hybridrec.features.FeatureColumns.bucketized;
import static org.hybridrec.features.FeatureColumns.crossed;
import static org.hybridrec.features.FeatureColumns.embedding;
import static org.hybridrec.features.FeatureColumns.field;
import static org.hybridrec.features.FeatureColumns.hashBucket;
import static org.hybridrec.features.FeatureColumns.indicator;
import static org.hybridrec.features.FeatureColumns.numeric;
import static org.hybridrec.features.FeatureColumns.pretrained;
import static org.hybridrec.features.FeatureColumns.textEmbedding;
import static org.hybridrec.features.FeatureColumns.vocabulary;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.hybridrec.core.optimization.Optimizer;
import org.hybridrec.features.ItemIndex;
import org.hybridrec.features.VectorTable;
import org.hybridrec.features.Vocabulary;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.MapSource;
import org.hybridrec.features.text.TextEncoder;

/**
 * A world with a known answer: what comes next is the current item plus one, always, in a ring of
 * twelve items; category, title and price say which of three groups the current one belongs to.
 */
final class ToyShop {

  static final int ITEMS = 12;

  private ToyShop() {}

  static Map<String, Object> row(int current) {
    Map<String, Object> row = new HashMap<>();
    row.put("item", "item" + current);
    row.put("category", List.of("Bücher", "Schuhe", "Möbel").get(current % 3));
    row.put("title", "Schönes Stück " + "abcdefghijkl".charAt(current) + " für Zuhause");
    row.put("price", 10.0 + current);
    row.put("tags", "alt|neu".substring(0, current % 2 == 0 ? 3 : 7));
    return row;
  }

  static String next(int current) {
    return "item" + (current + 1) % ITEMS;
  }

  static ExampleSource examples(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int current = random.nextInt(ITEMS);
      Map<String, Object> row = row(current);
      row.put("next", next(current));
      rows.add(row);
    }
    return MapSource.of(rows);
  }

  static ItemIndex items() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < ITEMS; i++) {
      ids.add("item" + i);
    }
    return ItemIndex.of(ids);
  }

  /** A recipe with every kind of column. */
  static RecommenderBuilder everyColumn() {
    var category = vocabulary("category", Vocabulary.of("Bücher", "Schuhe")).withOovBuckets(2);
    var price = bucketized(numeric("price").withDefault(12f), 12, 15, 18);
    float[][] vectors = {{1f, 0f}, {0f, 1f}, {0.5f, 0.5f}};
    return HybridRecommender.builder()
        .label("next", items())
        .column(embedding(vocabulary("item", Vocabulary.of(items().ids())), 6))
        .column(embedding(hashBucket(field("title").words(), 64), 5))
        .column(indicator(category))
        .column(indicator(hashBucket(field("tags").split("|"), 8)))
        .column(indicator(crossed(20, category, price)))
        .column(numeric("price").withDefault(12f).normalizedBy(15.5f, 3.5f))
        .column(textEmbedding("title", TextEncoder.hashed(8, 7)))
        .column(
            pretrained(
                "category", VectorTable.of(Vocabulary.of("Bücher", "Schuhe", "Möbel"), vectors)));
  }

  static HybridRecommender recommender() {
    return everyColumn()
        .hiddenUnits(16, 8)
        .optimizer(Optimizer.adagrad(0.1f))
        .batchSize(16)
        .epochs(30)
        .seed(11)
        .build();
  }
}
