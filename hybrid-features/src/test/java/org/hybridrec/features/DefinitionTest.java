package org.hybridrec.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What mistakes in the textual form say, and where. */
class DefinitionTest {

  @Test
  void everyAccessorNamesThePlaceAndWhatStandsThere() {
    Definition root = Definition.of("lab.yaml: ", tree("a", List.of(7, "x"), "b", null, "c", true));
    assertThat(root.path()).isEqualTo("lab.yaml: ");
    assertThat(root.child("a").list().get(1).path()).isEqualTo("lab.yaml: a[1]");
    wrong("lab.yaml: the key 'd' is missing; it has ['a', 'b', 'c']", () -> root.child("d"));
    wrong("lab.yaml: the key 'b' has no value", () -> root.child("b"));
    wrong("lab.yaml: the key 'c' is not known; allowed are [a, b]", () -> root.allow("a", "b"));
    wrong("lab.yaml: expected one key that names the kind, had ['a', 'b', 'c']", () -> root.kind());
    wrong("lab.yaml: a: expected a map, was '[7, x]'", () -> root.child("a").child("x"));
    wrong("lab.yaml: c: expected a list, was 'true'", () -> root.child("c").list());
    wrong("lab.yaml: c: expected text, was 'true'; put it in quotes", () -> root.child("c").text());
    Definition seven = root.child("a").list().get(0);
    wrong("lab.yaml: a[0]: expected text, was '7'; put it in quotes", seven::text);
    wrong("lab.yaml: a: expected text, was '[7, x]'", () -> root.child("a").text());
    wrong("lab.yaml: a[0]: expected true or false, was '7'", seven::bool);
    Definition x = root.child("a").list().get(1);
    wrong("lab.yaml: a[1]: expected a whole number of 64 bits, was 'x'", x::integer);
    wrong("lab.yaml: a[1]: expected a number, was 'x'", x::number);
    wrong("lab.yaml: a[1]: expected a number, was 'x'", x::doubleNumber);
    wrong("c: expected text, was nothing", () -> Definition.of("c", null).text());
    wrong(
        "c: the key 'a\\u0007' is not known; allowed are [b]",
        () -> Definition.of("c", Map.of("a\u0007", 1)).allow("b"));
    Map<Object, Object> nullKey = new HashMap<>();
    nullKey.put(null, 1);
    wrong(
        "c: the key 'null' is not known; allowed are [b]",
        () -> Definition.of("c", nullKey).allow("b"));
  }

  @Test
  void numbersAreReadAsTheyWereWritten() {
    assertThat(Definition.of("n", 573.6).number()).isEqualTo(573.6f);
    assertThat(Definition.of("n", 573.6f).number()).isEqualTo(573.6f);
    assertThat(Definition.of("n", 7).number()).isEqualTo(7f);
    assertThat(Definition.of("n", 0.1).doubleNumber()).isEqualTo(0.1);
    assertThat(Definition.of("n", Long.MIN_VALUE).wholeNumber()).isEqualTo(Long.MIN_VALUE);
    assertThat(Definition.of("n", (long) Integer.MAX_VALUE).integer()).isEqualTo(Integer.MAX_VALUE);
    wrong(
        "n: expected a whole number of 32 bits, was 2147483648",
        () -> Definition.of("n", 1L << 31).integer());
    wrong(
        "n: expected a whole number of 64 bits, was '1.0'",
        () -> Definition.of("n", 1.0).integer());
    wrong(
        "n: expected a whole number of 64 bits, was '18446744073709551616'",
        () -> Definition.of("n", BigInteger.ONE.shiftLeft(64)).wholeNumber());
  }

  @Test
  void aListOfColumnsIsNeededAndEachHasOneKind() {
    wrong("c: expected a list, was '{}'", () -> reader().read(Definition.of("c", Map.of())));
    assertThat(reader().read(Definition.of("c", List.of()))).isEmpty();
    column("expected a map, was 'price'", "price");
    column("expected one key that names the kind, had []", tree());
    column(
        "expected one key that names the kind, had ['numeric', 'name']",
        tree("numeric", "price", "name", "p"));
    column(
        "the kind 'dense' is not known; allowed are numeric, numeric_columns, embedding, indicator,"
            + " text_embedding, vector, pretrained",
        tree("dense", tree()));
    column(".numeric: the key 'field' is missing; it has []", tree("numeric", tree()));
    column("the key 'numeric' has no value", tree("numeric", null));
  }

  @Test
  void keysThatAreMissingUnknownOrOfAnotherType() {
    column(
        ".numeric: the key 'defalt' is not known; allowed are [field, default, mean,"
            + " standard_deviation, name]",
        tree("numeric", tree("field", "n", "defalt", 1)));
    column(
        ".numeric: the key 'standard_deviation' is missing; it has ['field', 'mean']",
        tree("numeric", tree("field", "n", "mean", 1)));
    column(
        ".numeric.field: expected text, was '2020'; put it in quotes",
        tree("numeric", tree("field", 2020)));
    column(
        ".numeric.default: expected a number, was 'x'",
        tree("numeric", tree("field", "n", "default", "x")));
    column(
        ".numeric_columns: the key 'fields' is not known; allowed are [prefix, count, default]",
        tree("numeric_columns", tree("fields", "n")));
    column(
        ".numeric_columns.count: expected a whole number of 64 bits, was '1.5'",
        tree("numeric_columns", tree("prefix", "n", "count", 1.5)));
    column(
        ": column 'n': count must be at least 1, was 0",
        tree("numeric_columns", tree("prefix", "n", "count", 0)));
    embedding(
        ": the key 'combine' is not known; allowed are [of, width, combiner, max_norm, trainable,"
            + " table, vectors, name]",
        "combine",
        "sum");
    embedding(".combiner: expected one of [mean, sum, sqrtn], was 'max'", "combiner", "max");
    embedding(".trainable: expected true or false, was 'no'", "trainable", "no");
    embedding(".max_norm: expected a number, was '1'", "max_norm", "1");
    embedding(".table: expected text, was '7'; put it in quotes", "table", 7);
    embedding(".vectors: no VectorTable was kept here", "vectors", tree("kept", "nothing"));
    column(
        ".text_embedding.encoder.hashed: the key 'width' is missing; it has ['seed']",
        tree("text_embedding", tree("field", "t", "encoder", tree("hashed", tree("seed", 1)))));
    column(
        ".text_embedding.encoder.hashed: hashed text encoder: width must be from 1 to 65536, was 0",
        tree("text_embedding", tree("field", "t", "encoder", tree("hashed", tree("width", 0)))));
    column(
        ".indicator: the key 'width' is not known; allowed are [of, name]",
        tree("indicator", tree("of", tree(), "width", 5)));
  }

  @Test
  void mistakesInCategories() {
    category("expected one key that names the kind, had []", tree());
    category(
        "the kind 'numeric' is not known; allowed are hash_bucket, vocabulary, identity,"
            + " bucketized, crossed",
        tree("numeric", "n"));
    category(
        ".hash_bucket: the key 'buckets' is missing; it has ['field']",
        tree("hash_bucket", tree("field", "v")));
    category(
        "column 'v': bucketCount must be at least 1, was 0",
        tree("hash_bucket", tree("field", "v", "buckets", 0)));
    category(
        ".vocabulary.values: no Vocabulary was kept here",
        tree("vocabulary", tree("field", "v", "values", tree("kept", "x"))));
    category(
        "column 'v': the default id must be in [0, 5), was 5",
        tree("identity", tree("field", "v", "cardinality", 5, "default", 5)));
    category(
        ".bucketized.of: the key 'hash_bucket' is not known; allowed are [numeric]",
        tree("bucketized", tree("of", tree("hash_bucket", tree()), "boundaries", List.of(1))));
    category(
        ".bucketized.boundaries[1]: expected a number, was 'x'",
        tree("bucketized", tree("of", "n", "boundaries", List.of(1, "x"))));
    category(
        "column 'n_bucketized': boundaries must be strictly increasing, but boundary 1 is 1.0 after"
            + " 2.0",
        tree("bucketized", tree("of", "n", "boundaries", List.of(2, 1))));
    category(
        ".bucketized.boundaries.range: a range is [from, to, step], had 2 numbers",
        tree("bucketized", tree("of", "n", "boundaries", tree("range", List.of(1, 2)))));
    category(
        ".bucketized.boundaries.range: a range needs from < to and a step of at least 1, was 1, 2,"
            + " 0",
        tree("bucketized", tree("of", "n", "boundaries", tree("range", List.of(1, 2, 0)))));
    category(
        "column 'a': a cross combines at least 2 keys, had 1",
        tree("crossed", tree("keys", List.of("a"), "buckets", 5)));
    category(
        ".crossed.keys[1]: the kind 'embedding' is not known; allowed are hash_bucket, vocabulary,"
            + " identity, bucketized, crossed",
        tree("crossed", tree("keys", List.of("a", tree("embedding", tree())), "buckets", 5)));
    category(
        ".crossed.keys[0].field: a field's name must not be blank, was ' '",
        tree("crossed", tree("keys", List.of(tree("field", " "), "b"), "buckets", 5)));
  }

  @Test
  void mistakesInFields() {
    field(
        "the key 'at ' is not known; allowed are [name, default, split, tokenizer, at, from,"
            + " weights]",
        "at ",
        1);
    field("field 'v': the separator must not be empty", "split", "");
    field("field 'v': a position must be at least 0, was -1", "at", -1);
    field("field 'v': the default must not be empty, which means missing", "default", "");
    field(
        "field 'v' is already split by '|': a cell is taken apart once",
        "split",
        "|",
        "tokenizer",
        "words");
    field("field 'v': positions were already chosen", "at", 1, "from", 2);
    field("a weight field's name must not be blank, was ''", "weights", "");
    category(
        ".hash_bucket.field.default: expected text, was '7'; put it in quotes",
        tree("hash_bucket", tree("field", tree("name", "v", "default", 7), "buckets", 5)));
  }

  private static void field(String message, Object... options) {
    Map<String, Object> field = tree("name", "v");
    field.putAll(tree(options));
    category(
        ".hash_bucket.field: " + message, tree("hash_bucket", tree("field", field, "buckets", 5)));
  }

  private static void category(String message, Object category) {
    column(
        ".indicator.of" + (message.startsWith(".") ? "" : ": ") + message,
        tree("indicator", tree("of", category)));
  }

  private static void embedding(String message, String key, Object value) {
    Map<String, Object> hash = tree("hash_bucket", tree("field", "v", "buckets", 5));
    column(".embedding" + message, tree("embedding", tree("of", hash, "width", 3, key, value)));
  }

  /** The message continues the path of the column where it begins with a point. */
  private static void column(String message, Object column) {
    boolean continued = message.startsWith(".") || message.startsWith(":");
    wrong(
        "lab.yaml: columns[0]" + (continued ? "" : ": ") + message,
        () -> {
          Definition root = Definition.of("lab.yaml: ", tree("columns", List.of(column)));
          reader().read(root.child("columns"));
        });
  }

  private static ColumnReader reader() {
    return new ColumnReader(new KeptFacts());
  }

  private static Map<String, Object> tree(Object... keysAndValues) {
    Map<String, Object> tree = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      tree.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return tree;
  }

  private static void wrong(String message, ThrowingCallable call) {
    assertThatThrownBy(call).isExactlyInstanceOf(DefinitionException.class).hasMessage(message);
  }
}
