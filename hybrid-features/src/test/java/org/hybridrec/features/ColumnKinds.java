package org.hybridrec.features;

import static org.hybridrec.features.FeatureColumns.bucketized;
import static org.hybridrec.features.FeatureColumns.crossed;
import static org.hybridrec.features.FeatureColumns.embedding;
import static org.hybridrec.features.FeatureColumns.field;
import static org.hybridrec.features.FeatureColumns.hashBucket;
import static org.hybridrec.features.FeatureColumns.identity;
import static org.hybridrec.features.FeatureColumns.indicator;
import static org.hybridrec.features.FeatureColumns.numeric;
import static org.hybridrec.features.FeatureColumns.pretrained;
import static org.hybridrec.features.FeatureColumns.range;
import static org.hybridrec.features.FeatureColumns.textEmbedding;
import static org.hybridrec.features.FeatureColumns.vocabulary;

import java.util.List;
import java.util.function.Supplier;
import org.hybridrec.features.encoded.Combiner;
import org.hybridrec.features.text.TextEncoder;

/** A column of every kind and with every option, over the columns of {@link SampleRows}. */
enum ColumnKinds {
  HASH("author_embedding", () -> embedding(hashBucket("author", 7), 10)),
  HASH_INDICATOR("author_indicator", () -> indicator(hashBucket("author", 7))),
  HASH_OF_NUMBER("hour_embedding", () -> embedding(hashBucket("hour", 7), 3)),
  HASH_WITH_DEFAULT("author_embedding", () -> embedding(hashBucket(author("Unknown"), 1_104), 10)),
  EMBEDDING_OPTIONS(
      "who",
      () ->
          embedding(hashBucket("author", 9), 10)
              .combinedBy(Combiner.SQRTN)
              .withMaxNorm(2)
              .trainable(false)
              .sharing("people")
              .named("who")),
  VOCABULARY("category_embedding", () -> embedding(categories(), 4)),
  VOCABULARY_WITH_OOV("category_indicator", () -> indicator(categories().withOovBuckets(2))),
  IDENTITY("hour_indicator", () -> indicator(identity("hour", 24))),
  IDENTITY_WITH_DEFAULT("hour_indicator", () -> indicator(identity("hour", 24).withDefault(23))),
  BUCKETIZED("months_bucketized_indicator", () -> indicator(months())),
  BUCKETIZED_WITH_DEFAULT(
      "months_bucketized_indicator",
      () -> indicator(bucketized(numeric("months").withDefault(573.6f), range(400, 700, 20)))),
  CROSS("author_X_hour_indicator", () -> indicator(crossed(60, "hour", "author"))),
  CROSS_OF_ALL(
      "author_X_category_X_hour_X_months_bucketized_embedding",
      () ->
          embedding(
              crossed(1_000, months(), categories(), identity("hour", 24), author("?"))
                  .withHashKey(7),
              5)),
  CROSS_OF_LISTS(
      "history_X_hours_X_tags_indicator",
      () ->
          indicator(
              crossed(5_000, field("history"), identity("hours", 20), field("tags").split("|")))),
  SPLIT("tags_embedding", () -> embedding(hashBucket(field("tags").split("|"), 5), 2)),
  SPLIT_WITH_WEIGHTS(
      "tags_indicator",
      () -> indicator(hashBucket(field("tags").split("|").weightedBy("tag_weights"), 5))),
  WORDS("title_embedding", () -> embedding(hashBucket(field("title").words(), 100), 8)),
  LIST("history_embedding", () -> embedding(hashBucket("history", 1_000), 8)),
  LIST_WITH_WEIGHTS(
      "history_embedding",
      () -> embedding(hashBucket(field("history").weightedBy("dwell"), 1_000), 8)),
  LIST_AT("history_1_embedding", () -> embedding(hashBucket(field("history").at(1), 1_000), 8)),
  LIST_FROM(
      "history_from_2_indicator",
      () -> indicator(hashBucket(field("history").weightedBy("dwell").from(2), 50))),
  LIST_OF_IDS("hours_indicator", () -> indicator(identity("hours", 24))),
  NUMBER("price", () -> numeric("price")),
  NUMBER_OPTIONS("p", () -> numeric("price").withDefault(12.5f).normalizedBy(10, 3).named("p")),
  NUMBER_AT("factors_2", () -> numeric(field("factors").at(2)).withDefault(0)),
  NUMBER_OF_SPLIT("numbers_1", () -> numeric(field("numbers").split("|").at(1))),
  TEXT("title_text_embedding", () -> textEmbedding("title", TextEncoder.hashed(16, 1))),
  TEXT_OF_TAGS(
      "tags_from_1_text_embedding",
      () -> textEmbedding(field("tags").split("|").from(1), TextEncoder.hashed(16, 1))),
  PRETRAINED("author_pretrained", () -> pretrained("author", factors()));

  final String columnName;

  @SuppressWarnings("ImmutableEnumChecker") // the suppliers hold nothing
  private final Supplier<DenseColumn> column;

  ColumnKinds(String columnName, Supplier<DenseColumn> column) {
    this.columnName = columnName;
    this.column = column;
  }

  /** Builds the column anew each time. */
  DenseColumn column() {
    return column.get();
  }

  /** True if the column reads no list, so that a CSV file can give it. */
  boolean plain() {
    List<String> lists = List.of("history", "hours", "factors");
    return column().fields().stream().noneMatch(field -> lists.contains(field.source()));
  }

  private static Field author(String missing) {
    return field("author").withDefault(missing);
  }

  private static VocabularyColumn categories() {
    return vocabulary("category", Vocabulary.of(SampleRows.CATEGORIES));
  }

  private static BucketizedColumn months() {
    return bucketized(numeric("months"), range(400, 700, 20));
  }

  private static VectorTable factors() {
    Vocabulary keys = Vocabulary.of("author 3", "author 5", "author 7");
    return VectorTable.of(keys, new float[][] {{1, 2}, {3, 4}, {5, 6}});
  }
}
