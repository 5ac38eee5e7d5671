package org.hybridrec.news;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ReadingFactorsTest {

  private static Map<String, Object> row(String visitor, String content, String next) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("visitor_id", visitor);
    row.put("content_id", content);
    row.put("next_content_id", next);
    return row;
  }

  /** Two circles of readers who rarely read what the others do. */
  private static List<Map<String, Object>> circles() {
    SplittableRandom random = new SplittableRandom(3);
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int visitor = 0; visitor < 60; visitor++) {
      for (int i = 0; i < 5; i++) {
        String circle = (visitor % 2 == 0) == (random.nextInt(20) > 0) ? "a" : "b";
        rows.add(row("v" + visitor, circle + random.nextInt(8), circle + random.nextInt(8)));
      }
    }
    return rows;
  }

  private static double factor(Map<String, Object> row, String name) {
    return (double) row.get(name);
  }

  @Test
  void contentsOfTheSameReadersAreOnTheSameSide() {
    ReadingFactors factors = ReadingFactors.of(circles(), 1);
    List<Map<String, Object>> contents = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      contents.add(row("new", "a" + i, "?"));
      contents.add(row("new", "b" + i, "?"));
    }

    List<Map<String, Object>> joined = factors.join(contents);

    double side = Math.signum(factor(joined.get(0), "item_factor_0"));
    for (Map<String, Object> row : joined) {
      boolean first = row.get("content_id").toString().startsWith("a");
      assertThat(Math.signum(factor(row, "item_factor_0"))).isEqualTo(first ? side : -side);
    }
  }

  @Test
  void aVisitorIsTheMeanOfWhatTheyReadBefore() {
    List<Map<String, Object>> joined =
        ReadingFactors.of(circles(), 3)
            .join(
                List.of(
                    row("x", "a1", "a2"),
                    row("x", "b1", "?"),
                    row("y", "a1", "?"),
                    row("x", "a2", "?")));

    assertThat(joined.get(0)).doesNotContainKey("user_factor_0");
    assertThat(joined.get(2)).doesNotContainKey("user_factor_0");
    for (int d = 0; d < 3; d++) {
      double a = factor(joined.get(0), "item_factor_" + d);
      double b = factor(joined.get(1), "item_factor_" + d);
      assertThat(factor(joined.get(1), "user_factor_" + d)).isEqualTo(a);
      assertThat(factor(joined.get(3), "user_factor_" + d)).isEqualTo((a + b) / 2, within(1e-12));
    }
  }

  @Test
  void whatIsToBePredictedChangesNoFactor() {
    ReadingFactors factors = ReadingFactors.of(circles(), 2);

    Map<String, Object> one = factors.join(List.of(row("x", "a1", "a2"))).get(0);
    Map<String, Object> other = factors.join(List.of(row("x", "a1", "b7"))).get(0);

    one.remove("next_content_id");
    other.remove("next_content_id");
    assertThat(one).isEqualTo(other);
  }

  @Test
  void unknownContentsHaveNoFactors() {
    List<Map<String, Object>> joined =
        ReadingFactors.of(circles(), 2).join(List.of(row("x", "new", "?"), row("x", "a1", "?")));

    assertThat(joined.get(0)).containsOnlyKeys("visitor_id", "content_id", "next_content_id");
    assertThat(joined.get(1)).containsKey("item_factor_1").doesNotContainKey("user_factor_1");
  }

  @Test
  void theFactorsAreEigenvectorsOfWhoReadWhat() {
    List<Map<String, Object>> rows = circles();
    List<Map<String, Object>> contents = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      contents.add(row("new", "ab".charAt(i % 2) + "" + i / 2, "?"));
    }
    List<Map<String, Object>> joined = ReadingFactors.of(rows, 1).join(contents);
    Map<String, Double> vector = new LinkedHashMap<>();
    joined.forEach(row -> vector.put((String) row.get("content_id"), factor(row, "item_factor_0")));

    // A step of a random walk, content to reader to content, only scales the vector.
    Map<Object, java.util.Set<String>> reads = new LinkedHashMap<>();
    for (Map<String, Object> row : rows) {
      var read = reads.computeIfAbsent(row.get("visitor_id"), id -> new java.util.TreeSet<>());
      read.add((String) row.get("content_id"));
      read.add((String) row.get("next_content_id"));
    }
    Map<String, Double> walked = new LinkedHashMap<>();
    for (String content : vector.keySet()) {
      double sum = 0;
      int readers = 0;
      for (var read : reads.values()) {
        if (read.contains(content)) {
          readers++;
          sum += read.stream().mapToDouble(vector::get).average().orElseThrow();
        }
      }
      walked.put(content, sum / readers);
    }
    double eigenvalue = walked.get("a0") / vector.get("a0");
    assertThat(eigenvalue).isBetween(0.1, 1.0);
    vector.forEach(
        (content, value) ->
            assertThat(walked.get(content)).isEqualTo(eigenvalue * value, within(1e-6)));
  }
}
