package org.hybridrec.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hybridrec.features.FeatureColumns.bucketized;
import static org.hybridrec.features.FeatureColumns.hashBucket;
import static org.hybridrec.features.FeatureColumns.identity;
import static org.hybridrec.features.FeatureColumns.numeric;
import static org.hybridrec.features.FeatureColumns.vocabulary;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hybridrec.features.hashing.GoldenRows;
import org.hybridrec.features.source.MapSource;
import org.junit.jupiter.api.Test;

/** Every golden row of TensorFlow's kernels, through the columns, while fitting and serving. */
class GoldenColumnsTest {

  private static final int ROWS = 400;

  @Test
  void everyHashBucketIsTensorFlowsAndTheEmptyTextHasNone() {
    List<Map<String, Object>> golden = GoldenRows.read("hash_bucket.jsonl");
    assertThat(golden).hasSize(ROWS);
    assertThat(golden)
        .allSatisfy(
            row -> {
              String value = (String) row.get("value");
              List<Integer> expected = value.isEmpty() ? List.of() : List.of(number(row, "id"));
              HashBucketColumn column = hashBucket("v", number(row, "buckets"));
              assertBothWays(column, Encoded.row("v", value), expected);
              if (value.matches("0|[1-9][0-9]{0,17}")) {
                assertBothWays(column, Encoded.row("v", Long.valueOf(value)), expected);
              }
            });
    assertThat(golden).filteredOn(row -> row.get("value").equals("")).hasSize(7);
  }

  @Test
  void everyCrossIsTensorFlowsWithTheEmptyTextAsAValue() {
    List<Map<String, Object>> golden = GoldenRows.read("crossed.jsonl");
    assertThat(golden).hasSize(ROWS);
    assertThat(golden)
        .allSatisfy(
            row -> {
              List<CrossKey> keys = new ArrayList<>();
              Map<String, Object> cells = new LinkedHashMap<>();
              for (Object value : (List<?>) row.get("keys")) {
                String name = "k" + keys.size();
                keys.add(value instanceof Long ? identity(name, 20_000) : Field.of(name));
                cells.put(name, value);
              }
              CrossedColumn column =
                  new CrossedColumn(keys, number(row, "buckets"), (Long) row.get("hash_key"));
              List<Integer> expected = List.of(number(row, "id"));
              assertBothWays(column, cells, expected);
              cells.replaceAll((name, value) -> value.toString());
              assertBothWays(column, cells, expected);
            });
    assertThat(golden).filteredOn(row -> ((List<?>) row.get("keys")).contains("")).hasSize(12);
  }

  @Test
  void everyBucketIsTensorFlows() {
    List<Map<String, Object>> golden = GoldenRows.read("bucketized.jsonl");
    assertThat(golden).hasSize(ROWS);
    assertThat(golden)
        .allSatisfy(
            row -> {
              List<?> given = (List<?>) row.get("boundaries");
              float[] boundaries = new float[given.size()];
              for (int i = 0; i < boundaries.length; i++) {
                boundaries[i] = ((Double) given.get(i)).floatValue();
              }
              BucketizedColumn column = bucketized(numeric("v"), boundaries);
              List<Integer> expected = List.of(number(row, "bucket"));
              Double value = (Double) row.get("value");
              assertBothWays(column, Encoded.row("v", value), expected);
              assertBothWays(column, Encoded.row("v", value.floatValue()), expected);
              assertBothWays(column, Encoded.row("v", value.toString()), expected);
            });
  }

  @Test
  void unknownValuesGoToTheBucketsThatGuavasFarmHashSays() {
    Set<String> values = new LinkedHashSet<>();
    GoldenRows.read("hash_bucket.jsonl").forEach(row -> values.add((String) row.get("value")));
    values.removeIf(String::isBlank);
    List<String> all = List.copyOf(values);
    List<String> known = all.subList(0, all.size() / 2);
    assertThat(all).hasSizeGreaterThan(300);
    for (int buckets : new int[] {1, 2, 7, 1_000, Integer.MAX_VALUE - known.size()}) {
      VocabularyColumn column = vocabulary("v", Vocabulary.of(known)).withOovBuckets(buckets);
      for (int i = 0; i < all.size(); i++) {
        int expected = i < known.size() ? i : known.size() + guavaBucket(all.get(i), buckets);
        assertBothWays(column, Encoded.row("v", all.get(i)), List.of(expected));
      }
    }
  }

  private static int guavaBucket(String value, int buckets) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    long fingerprint = Hashing.farmHashFingerprint64().hashBytes(utf8).asLong();
    return Math.toIntExact(
        new java.math.BigInteger(Long.toUnsignedString(fingerprint))
            .mod(java.math.BigInteger.valueOf(buckets))
            .longValueExact());
  }

  private static void assertBothWays(
      CategoricalColumn column, Map<String, Object> row, List<Integer> expected) {
    assertThat(Encoded.fittedIds(column, MapSource.of(List.of(row)))).isEqualTo(expected);
    assertThat(Encoded.ids(column, row)).isEqualTo(expected);
  }

  private static int number(Map<String, Object> row, String member) {
    return Math.toIntExact((Long) row.get(member));
  }
}
