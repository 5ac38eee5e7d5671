package org.hybridrec.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hybridrec.features.FeatureColumns.bucketized;
import static org.hybridrec.features.FeatureColumns.crossed;
import static org.hybridrec.features.FeatureColumns.embedding;
import static org.hybridrec.features.FeatureColumns.field;
import static org.hybridrec.features.FeatureColumns.hashBucket;
import static org.hybridrec.features.FeatureColumns.identity;
import static org.hybridrec.features.FeatureColumns.indicator;
import static org.hybridrec.features.FeatureColumns.numeric;
import static org.hybridrec.features.FeatureColumns.numericColumns;
import static org.hybridrec.features.FeatureColumns.range;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hybridrec.features.encoded.Combiner;
import org.hybridrec.features.text.Tokenizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The textual form of columns, written and read. */
class ColumnDefinitionTest {

  @ParameterizedTest
  @EnumSource
  void whatWasWrittenIsReadAsTheSameColumn(ColumnKinds kind) {
    assertRoundTrip(List.of(kind.column()));
  }

  @Test
  void randomColumnsWithRandomOptionsAreReadAsTheyWereWritten() {
    int columns = 0;
    for (int seed = 0; seed < 3_000; seed++) {
      List<DenseColumn> written = new RandomColumns(seed).columns();
      assertRoundTrip(written);
      columns += written.size();
    }
    assertThat(columns).isGreaterThan(10_000);
  }

  private static void assertRoundTrip(List<DenseColumn> columns) {
    KeptFacts facts = new KeptFacts();
    Object tree = asJsonReads(new ColumnWriter(facts).write(columns));
    List<DenseColumn> read = new ColumnReader(facts).read(Definition.of("columns", tree));
    assertThat(read).isEqualTo(columns);
    Object again = asJsonReads(new ColumnWriter(new KeptFacts()).write(read));
    assertThat(again).isEqualTo(tree);
  }

  /** A JSON reader knows no floats and no ints: numbers are longs and doubles. */
  private static Object asJsonReads(Object tree) {
    if (tree instanceof Map<?, ?> map) {
      Map<String, Object> read = new LinkedHashMap<>();
      map.forEach((key, value) -> read.put((String) key, asJsonReads(value)));
      return read;
    } else if (tree instanceof List<?> list) {
      List<Object> read = new ArrayList<>();
      list.forEach(element -> read.add(asJsonReads(element)));
      return read;
    } else if (tree instanceof Float number) {
      return Double.valueOf(number.toString());
    }
    assertThat(tree).isInstanceOfAny(String.class, Long.class, Integer.class, Boolean.class);
    return tree instanceof Integer number ? Long.valueOf(number) : tree;
  }

  @Test
  void aPersonWritesOnlyWhatDiffersFromTheDefaults() {
    Map<String, Object> hash = Map.of("field", "author", "buckets", 9);
    assertThat(read(Map.of("embedding", Map.of("of", Map.of("hash_bucket", hash), "width", 4))))
        .containsExactly(embedding(hashBucket("author", 9), 4));
    assertThat(read(Map.of("numeric", "price"))).containsExactly(numeric("price"));
    assertThat(read(Map.of("numeric", Map.of("field", "price", "default", 3, "name", "p"))))
        .containsExactly(numeric("price").withDefault(3).named("p"));
    assertThat(read(Map.of("numeric_columns", Map.of("prefix", "f_", "count", 3))))
        .isEqualTo(numericColumns("f_", 3));
    assertThat(read(Map.of("numeric_columns", Map.of("prefix", "f", "count", 1, "default", 0.5))))
        .containsExactly(numeric("f0").withDefault(0.5f));
    Map<String, Object> ids = Map.of("field", "id", "cardinality", 5, "default", 1);
    assertThat(read(Map.of("indicator", Map.of("of", Map.of("identity", ids), "name", "x"))))
        .containsExactly(indicator(identity("id", 5).withDefault(1)).named("x"));
  }

  @Test
  void rangesAndPlainKeysAndOptionsOfFieldsAreRead() {
    Map<String, Object> range = Map.of("range", List.of(400, 700, 20));
    Map<String, Object> months = Map.of("bucketized", Map.of("of", "months", "boundaries", range));
    Map<String, Object> history =
        Map.of("field", Map.of("name", "history", "default", "-", "from", 2));
    Map<String, Object> cross = Map.of("keys", List.of("author", months, history), "buckets", 60);
    assertThat(read(Map.of("indicator", Map.of("of", Map.of("crossed", cross)))))
        .containsExactly(
            indicator(
                crossed(
                    60,
                    field("author"),
                    bucketized(numeric("months"), range(400, 700, 20)),
                    field("history").withDefault("-").from(2))));
    Map<String, Object> tags = Map.of("name", "tags", "split", "|", "weights", "w", "at", 1);
    Map<String, Object> embedding =
        Map.of(
            "of",
            Map.of("hash_bucket", Map.of("field", tags, "buckets", 5)),
            "width",
            2,
            "combiner",
            "sqrtn",
            "max_norm",
            1.5,
            "trainable",
            false,
            "table",
            "t");
    assertThat(read(Map.of("embedding", embedding)))
        .containsExactly(
            embedding(hashBucket(field("tags").split("|").weightedBy("w").at(1), 5), 2)
                .combinedBy(Combiner.SQRTN)
                .withMaxNorm(1.5f)
                .trainable(false)
                .sharing("t"));
  }

  @Test
  void aTokenizerOfOnesOwnIsFoundByItsName() {
    Tokenizer letters = Tokenizer.of("letters", text -> List.of(text.split("")));
    DenseColumn column = indicator(hashBucket(field("v").tokenized(letters), 5));
    KeptFacts facts = new KeptFacts();
    Definition written = Definition.of("columns", new ColumnWriter(facts).write(List.of(column)));
    assertThatThrownBy(() -> new ColumnReader(facts).read(written))
        .isInstanceOf(DefinitionException.class)
        .hasMessage(
            "columns[0].indicator.of.hash_bucket.field.tokenizer: tokenizer name must be one of"
                + " words, whitespace, was 'letters'");
  }

  private static List<DenseColumn> read(Object column) {
    return new ColumnReader(new KeptFacts()).read(Definition.of("c", List.of(column)));
  }
}
