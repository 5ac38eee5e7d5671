package org.hybridrec.core.tribuo;

import static org.hybridrec.features.FeatureColumns.bucketized;
import static org.hybridrec.features.FeatureColumns.crossed;
import static org.hybridrec.features.FeatureColumns.embedding;
import static org.hybridrec.features.FeatureColumns.hashBucket;
import static org.hybridrec.features.FeatureColumns.indicator;
import static org.hybridrec.features.FeatureColumns.numeric;
import static org.hybridrec.features.FeatureColumns.textEmbedding;
import static org.hybridrec.features.FeatureColumns.vocabulary;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hybridrec.core.HybridRecommender;
import org.hybridrec.core.RecommenderBuilder;
import org.hybridrec.features.ItemIndex;
import org.hybridrec.features.Vocabulary;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.RowSource;
import org.hybridrec.features.text.TextEncoder;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.data.columnar.FieldProcessor;
import org.tribuo.data.columnar.RowProcessor;
import org.tribuo.data.columnar.processors.field.DoubleFieldProcessor;
import org.tribuo.data.columnar.processors.field.IdentityProcessor;
import org.tribuo.data.columnar.processors.field.TextFieldProcessor;
import org.tribuo.data.columnar.processors.response.FieldResponseProcessor;
import org.tribuo.data.text.impl.TokenPipeline;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.util.tokens.impl.WhitespaceTokenizer;

/**
 * A ring of eight items in which the next one always follows, seen through both doors: as rows of
 * this library and as examples that Tribuo's {@code RowProcessor} has made of the same text.
 */
final class Shop {

  static final int ITEMS = 8;

  static final LabelFactory LABELS = new LabelFactory();

  /** A visit. */
  record Visit(int item, double price) {

    String id() {
      return "item" + item;
    }

    String category() {
      return item % 2 == 0 ? "Bücher & Hefte" : "Schuhe";
    }

    String title() {
      return "Schönes Stück " + "abcdefgh".charAt(item) + ", wie neu";
    }

    /** In ascending order, as Tribuo sorts them. */
    List<String> tags() {
      return item % 3 == 0 ? List.of("alt", "rar") : List.of("neu");
    }

    String next() {
      return "item" + (item + 1) % ITEMS;
    }
  }

  private Shop() {}

  static List<Visit> visits(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return IntStream.range(0, count)
        .mapToObj(i -> new Visit(random.nextInt(ITEMS), random.nextInt(100) / 4.0))
        .toList();
  }

  static ExampleSource rows(List<Visit> visits) {
    return RowSource.rows(visits)
        .text("item", Visit::id)
        .text("category", Visit::category)
        .text("title", Visit::title)
        .texts("tags", Visit::tags)
        .number("price", Visit::price)
        .text("next", Visit::next);
  }

  static RowProcessor<Label> processor() {
    Map<String, FieldProcessor> fields = new LinkedHashMap<>();
    fields.put("item", new IdentityProcessor("item"));
    fields.put("category", new IdentityProcessor("category"));
    fields.put("title", new IdentityProcessor("title"));
    fields.put(
        "tags",
        new TextFieldProcessor("tags", new TokenPipeline(new WhitespaceTokenizer(), 1, true)));
    fields.put("price", new DoubleFieldProcessor("price"));
    return new RowProcessor<>(
        new FieldResponseProcessor<>(List.of("next"), List.of(""), LABELS, false, false), fields);
  }

  static Example<Label> example(Visit visit) {
    Map<String, String> row = new LinkedHashMap<>();
    row.put("item", visit.id());
    row.put("category", visit.category());
    row.put("title", visit.title());
    row.put("tags", String.join(" ", visit.tags()));
    row.put("price", Double.toString(visit.price()));
    row.put("next", visit.next());
    return processor().generateExample(row, true).orElseThrow();
  }

  static MutableDataset<Label> dataset(List<Visit> visits) {
    MutableDataset<Label> dataset = dataset();
    visits.forEach(visit -> dataset.add(example(visit)));
    return dataset;
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // read only
  static MutableDataset<Label> dataset(Example<Label>... examples) {
    MutableDataset<Label> dataset =
        new MutableDataset<>(new SimpleDataSourceProvenance("the shop", LABELS), LABELS);
    dataset.addAll(List.of(examples));
    return dataset;
  }

  /** An example of features in the form {@code name=value}. */
  static Example<Label> example(String label, String... features) {
    List<Feature> list = new ArrayList<>();
    for (String feature : features) {
      int equals = feature.lastIndexOf('=');
      list.add(
          new Feature(
              feature.substring(0, equals), Double.parseDouble(feature.substring(equals + 1))));
    }
    return new ArrayExample<>(label == null ? LabelFactory.UNKNOWN_LABEL : new Label(label), list);
  }

  static ItemIndex items() {
    return ItemIndex.of(IntStream.range(0, ITEMS).mapToObj(i -> "item" + i).toList());
  }

  static RecommenderBuilder columns() {
    return columns(items());
  }

  static RecommenderBuilder columns(ItemIndex items) {
    var category = vocabulary("category", Vocabulary.of("Schuhe")).withOovBuckets(2);
    return HybridRecommender.builder()
        .label("next", items)
        .column(embedding(hashBucket("item", 50), 6))
        .column(indicator(category))
        .column(embedding(hashBucket("tags", 20), 3))
        .column(indicator(crossed(30, category, bucketized(numeric("price"), 5, 10, 20))))
        .column(numeric("price").normalizedBy(12f, 7f))
        .column(textEmbedding("title", TextEncoder.hashed(16, 3)));
  }

  static HybridRecommender recommender() {
    return columns().hiddenUnits(12).batchSize(16).epochs(25).seed(5).build();
  }

  static final String YAML =
      """
      label: {field: next, items: {fit: vocabulary}}
      columns:
        - embedding: {of: {vocabulary: {field: item, values: {fit: vocabulary}, oov_buckets: 1}}, width: 6}
        - indicator: {of: {vocabulary: {field: category, values: {fit: vocabulary}}}}
        - numeric: {field: price, mean: {fit: mean}, standard_deviation: {fit: standard_deviation}}
      network: {hidden_units: [12]}
      training: {batch_size: 16, epochs: 25, seed: 5}
      """;
}
