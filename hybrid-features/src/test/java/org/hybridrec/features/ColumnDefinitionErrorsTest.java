package org.hybridrec.features;

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
import static org.hybridrec.features.FeatureColumns.pretrained;
import static org.hybridrec.features.FeatureColumns.range;
import static org.hybridrec.features.FeatureColumns.textEmbedding;
import static org.hybridrec.features.FeatureColumns.vocabulary;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hybridrec.features.text.TextEncoder;
import org.hybridrec.features.text.Tokenizer;
import org.junit.jupiter.api.Test;

/** What a mistake in a column says: where, what is allowed, what was given. */
class ColumnDefinitionErrorsTest {

  private static final Vocabulary TWO = Vocabulary.of("a", "b");
  private static final VectorTable TABLE = VectorTable.of(TWO, new float[][] {{1, 2}, {3, 4}});

  @Test
  void fields() {
    refused("a field's name must not be blank, was ' '", () -> field(" "));
    refused("field 'f': the separator must not be empty", () -> field("f").split(""));
    refused(
        "field 'f': the separator holds an unpaired surrogate", () -> field("f").split("\ud83d"));
    refused(
        "field 'f': the default must not be empty, which means missing",
        () -> field("f").withDefault(""));
    refused(
        "field 'f': the default holds an unpaired surrogate",
        () -> field("f").withDefault("a\ude00"));
    refused("field 'f': a position must be at least 0, was -1", () -> field("f").at(-1));
    refused("field 'f': a position must be at least 0, was -2", () -> field("f").from(-2));
    refused("a weight field's name must not be blank, was ''", () -> field("f").weightedBy(""));
  }

  @Test
  void optionsOfAFieldThatAreGivenTwice() {
    refusedState(
        "field 'f' is already split by '|': a cell is taken apart once",
        () -> field("f").split("|").words());
    refusedState(
        "field 'f' is already tokenized: a cell is taken apart once",
        () -> field("f").tokenized(Tokenizer.whitespace()).split("|"));
    refusedState("field 'f': positions were already chosen", () -> field("f").at(0).from(1));
    refusedState(
        "field 'f': weights were already set to 'w'",
        () -> field("f").weightedBy("w").weightedBy("v"));
    refusedState(
        "field 'f': the default was already set to 'x'",
        () -> field("f").withDefault("x").withDefault("y"));
  }

  @Test
  void sizes() {
    refused("column 'c': bucketCount must be at least 1, was 0", () -> hashBucket("c", 0));
    refused("column 'c': bucketCount must be at least 1, was -5", () -> hashBucket("c", -5));
    refused("column 'c': cardinality must be at least 1, was 0", () -> identity("c", 0));
    refused(
        "column 'c': the default id must be in [0, 5), was 5",
        () -> identity("c", 5).withDefault(5));
    refused(
        "column 'c': the default id must be in [0, 5), was -1",
        () -> identity("c", 5).withDefault(-1));
    refused(
        "column 'c': oovBuckets must be at least 0, was -1",
        () -> vocabulary("c", TWO).withOovBuckets(-1));
    refused(
        "column 'c': vocabulary and OOV buckets together must be fewer than 2^31, were"
            + " 2 + 2147483647",
        () -> vocabulary("c", TWO).withOovBuckets(Integer.MAX_VALUE));
    refused(
        "column 'c_embedding': width must be at least 1, was 0",
        () -> embedding(hashBucket("c", 5), 0));
    refused("column 'a_X_b': bucketCount must be at least 1, was 0", () -> crossed(0, "b", "a"));
    refused("column 'f_': count must be at least 1, was 0", () -> numericColumns("f_", 0));
  }

  @Test
  void boundaries() {
    refused(
        "column 'n_bucketized': at least 1 boundary is needed, had 0",
        () -> bucketized(numeric("n")));
    refused(
        "column 'n_bucketized': boundaries must be strictly increasing, but boundary 2 is 1.5"
            + " after 2.0",
        () -> bucketized(numeric("n"), 1, 2, 1.5f));
    refused(
        "column 'n_bucketized': boundaries must be strictly increasing, but boundary 1 is 1.0"
            + " after 1.0",
        () -> bucketized(numeric("n"), 1, 1));
    refused(
        "column 'n_bucketized': boundary 1 must be finite, was NaN",
        () -> bucketized(numeric("n"), 1, Float.NaN));
    refused(
        "column 'n_bucketized': boundary 0 must be finite, was -Infinity",
        () -> bucketized(numeric("n"), Float.NEGATIVE_INFINITY));
    refused(
        "column 'n_bucketized': boundaries apply to the number as it is; bucketize the column"
            + " without normalizer",
        () -> bucketized(numeric("n").normalizedBy(0, 1), 1));
    refused(
        "a range needs from < to and a step of at least 1, was 400, 400, 20",
        () -> range(400, 400, 20));
    refused(
        "a range needs from < to and a step of at least 1, was 400, 700, 0",
        () -> range(400, 700, 0));
    refused(
        "a range has at most 1000000 boundaries, -2147483648, 2147483647, 1 has 4294967295; take a"
            + " larger step",
        () -> range(Integer.MIN_VALUE, Integer.MAX_VALUE, 1));
  }

  @Test
  void numbers() {
    refused(
        "column 'n': the default must be finite, was NaN",
        () -> numeric("n").withDefault(Float.NaN));
    refused(
        "column 'n': the mean must be finite, was Infinity",
        () -> numeric("n").normalizedBy(Float.POSITIVE_INFINITY, 1));
    for (float deviation : new float[] {0, -1, Float.NaN, Float.POSITIVE_INFINITY}) {
      refused(
          "column 'n': the standard deviation must be positive and finite, was " + deviation,
          () -> numeric("n").normalizedBy(0, deviation));
    }
    refused(
        "column 'normalizer': the mean must be finite, was NaN",
        () -> new NumericColumn.Normalizer(Float.NaN, 1));
    refused(
        "column 'n': a number has no words and no weights; use field(name) or field(name).at(i)",
        () -> numeric(field("n").words()));
    refused(
        "column 'n': a number has no words and no weights; use field(name) or field(name).at(i)",
        () -> numeric(field("n").weightedBy("w")));
    refused(
        "column 'n': one number of several must be chosen; use field(…).at(i)",
        () -> numeric(field("n").split("|")));
    refused(
        "column 'n_from_1': one number of several must be chosen; use field(…).at(i)",
        () -> numeric(field("n").from(1)));
    refused(
        "column 'n': the default of a number belongs to the column: numeric(…).withDefault(value)",
        () -> numeric(field("n").withDefault("3")));
    refusedState(
        "column 'n': the default was already set to 1.0",
        () -> numeric("n").withDefault(1).withDefault(2));
    refusedState(
        "column 'n': the normalizer was already set to Normalizer[mean=1.0, standardDeviation=2.0]",
        () -> numeric("n").normalizedBy(1, 2).normalizedBy(1, 2));
  }

  @Test
  void crosses() {
    refused("column 'a': a cross combines at least 2 keys, had 1", () -> crossed(5, "a"));
    refused("column '': a cross combines at least 2 keys, had 0", () -> crossed(5, new String[0]));
    refused(
        "column 'a_X_b': the hash bucket column 'a' cannot be crossed, its collisions would be"
            + " hashed again; cross field(\"a\") instead",
        () -> crossed(5, hashBucket("a", 9), field("b")));
    refused(
        "column 'a_X_b': the key 'b' has weights, which a cross cannot carry; cross the field"
            + " without weightedBy",
        () -> crossed(5, field("a"), field("b").weightedBy("w")));
    refused(
        "column 'a_X_b': the key 'b' has weights, which a cross cannot carry; cross the field"
            + " without weightedBy",
        () -> crossed(5, field("a"), vocabulary(field("b").weightedBy("w"), TWO)));
  }

  @Test
  void embeddings() {
    EmbeddingColumn column = embedding(hashBucket("c", 5), 3);
    for (float norm : new float[] {0, -1, Float.NaN}) {
      refused(
          "column 'c_embedding': maxNorm must be positive, was " + norm,
          () -> column.withMaxNorm(norm));
    }
    refused("an embedding table's name must not be blank, was ' '", () -> column.sharing(" "));
    refused("an embedding column's name must not be blank, was ''", () -> column.named(""));
    refused(
        "an indicator column's name must not be blank, was ''",
        () -> indicator(hashBucket("c", 5)).named(""));
    refused("a numeric column's name must not be blank, was ''", () -> numeric("c").named(""));
    refused(
        "column 't_text_embedding': an encoder takes no weights; use the field without weightedBy",
        () -> textEmbedding(field("t").weightedBy("w"), TextEncoder.hashed(4, 0)));
  }

  @Test
  void givenVectors() {
    refused(
        "column 'k_pretrained': the given table must have 5 rows of 2, had 2 of 2",
        () -> replaced(hashBucket("k", 5), 2));
    refused(
        "column 'k_pretrained': the given table must have 2 rows of 3, had 2 of 2",
        () -> replaced(vocabulary("k", TWO), 3));
    refused(
        "column 'k_pretrained': the given table must have the keys of the vocabulary in its order",
        () -> replaced(vocabulary("k", Vocabulary.of("b", "a")), 2));
    refused(
        "vector table: expected a row for each of 2 keys, had 1 rows",
        () -> VectorTable.of(TWO, new float[][] {{1}}));
    refused(
        "vector table, key 'b': every row must have the same width of at least 1, was 1 where the"
            + " first has 2",
        () -> VectorTable.of(TWO, new float[][] {{1, 2}, {3}}));
    refused(
        "vector table, key 'a': every row must have the same width of at least 1, was 0 where the"
            + " first has 0",
        () -> VectorTable.of(TWO, new float[][] {{}, {}}));
    refused(
        "vector table, key 'b': number 1 must be finite, was NaN",
        () -> VectorTable.of(TWO, new float[][] {{1, 2}, {3, Float.NaN}}));
  }

  private static EmbeddingColumn replaced(CategoricalColumn of, int width) {
    EmbeddingColumn given = pretrained("k", TABLE);
    return new EmbeddingColumn(
        given.name(),
        of,
        width,
        given.combiner(),
        given.maxNorm(),
        given.trainable(),
        given.table(),
        given.initial());
  }

  @Test
  void columnsThatDoNotGoTogether() {
    refused("at least 1 column is needed, had none", () -> FeatureEncoder.of(List.of()));
    IndicatorColumn huge = indicator(hashBucket("a", Integer.MAX_VALUE));
    refused(
        "all columns together must be less than 2^31 wide, were 2147483648; embed large categories"
            + " instead of indicating them",
        () -> FeatureEncoder.of(List.of(huge, numeric("n"))));
    EmbeddingColumn shared = embedding(hashBucket("a", 5), 3).sharing("t");
    String disagree =
        "column 'b_embedding': shares the table 't' with 'a_embedding' and must agree on"
            + " cardinality, width, maxNorm and trainable, and neither may bring given vectors of"
            + " its own";
    refusedTogether(disagree, shared, embedding(hashBucket("b", 6), 3).sharing("t"));
    refusedTogether(disagree, shared, embedding(hashBucket("b", 5), 4).sharing("t"));
    refusedTogether(disagree, shared, embedding(hashBucket("b", 5), 3).withMaxNorm(1).sharing("t"));
    refusedTogether(
        disagree, shared, embedding(hashBucket("b", 5), 3).trainable(false).sharing("t"));
    refusedTogether(
        disagree.replace("'a_embedding'", "'a_pretrained'"),
        pretrained("a", TABLE).sharing("t"),
        embedding(vocabulary("b", TWO), 2).trainable(false).sharing("t"));
  }

  private static void refusedTogether(String message, DenseColumn... columns) {
    refused(message, () -> FeatureEncoder.of(List.of(columns)));
  }

  private static void refused(String message, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  private static void refusedState(String message, ThrowingCallable call) {
    assertThatThrownBy(call).isExactlyInstanceOf(IllegalStateException.class).hasMessage(message);
  }
}
