package org.hybridrec.features.hashing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GoldenHashTest {

  @Test
  void everyFingerprintAndBucketIsTensorFlows() {
    List<Map<String, Object>> rows = GoldenRows.read("hash_bucket.jsonl");

    assertThat(rows).hasSize(400);
    assertThat(rows)
        .allSatisfy(
            row -> {
              long fingerprint = Fingerprint64.of((String) row.get("value"));
              assertThat(fingerprint).isEqualTo(row.get("fingerprint64"));
              assertThat((long) Fingerprint64.bucket(fingerprint, buckets(row)))
                  .isEqualTo(row.get("id"));
            });
  }

  @Test
  void decimalStringsAmongThemAreAlsoHashedAsNumbers() {
    List<Map<String, Object>> numbers =
        GoldenRows.read("hash_bucket.jsonl").stream()
            .filter(row -> ((String) row.get("value")).matches("[1-9][0-9]*"))
            .toList();

    assertThat(numbers).hasSizeGreaterThan(50);
    assertThat(numbers)
        .allSatisfy(
            row ->
                assertThat(Fingerprint64.of(Long.parseLong((String) row.get("value"))))
                    .isEqualTo(row.get("fingerprint64")));
  }

  @Test
  void everyCrossIsTensorFlows() {
    List<Map<String, Object>> rows = GoldenRows.read("crossed.jsonl");

    assertThat(rows).hasSize(400);
    assertThat(rows)
        .allSatisfy(
            row -> {
              long cross = (Long) row.get("hash_key");
              for (Object key : (List<?>) row.get("keys")) {
                cross = FingerprintCat64.of(cross, fingerprint(key));
              }
              assertThat((long) Fingerprint64.bucket(cross, buckets(row))).isEqualTo(row.get("id"));
            });
  }

  @Test
  void theDefaultHashKeyIsTensorFlows() {
    assertThat(FingerprintCat64.DEFAULT_HASH_KEY).isEqualTo(956_888_297_470L);
    assertThat(GoldenRows.read("crossed.jsonl"))
        .anySatisfy(
            row -> assertThat(row.get("hash_key")).isEqualTo(FingerprintCat64.DEFAULT_HASH_KEY));
  }

  private static long fingerprint(Object key) {
    return key instanceof String text ? Fingerprint64.of(text) : (Long) key;
  }

  private static int buckets(Map<String, Object> row) {
    return Math.toIntExact((Long) row.get("buckets"));
  }
}
