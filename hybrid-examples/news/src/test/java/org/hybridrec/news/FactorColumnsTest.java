package org.hybridrec.news;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hybridrec.core.factorization.Factorization;
import org.hybridrec.core.factorization.Interactions;
import org.hybridrec.core.factorization.Wals;
import org.junit.jupiter.api.Test;

class FactorColumnsTest {

  private static final Factorization FACTORS =
      Wals.builder()
          .factors(2)
          .build()
          .fit(
              Interactions.of(
                  List.of("u", "u", "v", "v", "w", "w"), List.of("a", "b", "a", "c", "b", "c")));

  private static final FactorColumns COLUMNS = new FactorColumns(FACTORS);

  private static Map<String, Object> row(String visitor, String content, String next) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("visitor_id", visitor);
    row.put("content_id", content);
    row.put("next_content_id", next);
    return row;
  }

  private static float[] factors(Map<String, Object> row, String prefix) {
    return new float[] {(float) row.get(prefix + 0), (float) row.get(prefix + 1)};
  }

  @Test
  void aVisitorIsFoldedInFromWhatTheyReadBefore() {
    List<Map<String, Object>> joined =
        COLUMNS.join(
            List.of(
                row("x", "a", "b"), row("x", "b", "c"), row("y", "a", "?"), row("x", "c", "a")));

    assertThat(joined.get(0)).doesNotContainKey("user_factor_0");
    assertThat(factors(joined.get(1), "user_factor_"))
        .isEqualTo(FACTORS.foldIn().factors(List.of("a")));
    assertThat(joined.get(2)).doesNotContainKey("user_factor_0");
    assertThat(factors(joined.get(3), "user_factor_"))
        .isEqualTo(FACTORS.foldIn().factors(List.of("a", "b")));
  }

  @Test
  void aContentHasItsOwnFactorsAndAnUnknownOneNone() {
    List<Map<String, Object>> joined =
        COLUMNS.join(List.of(row("x", "b", "?"), row("y", "new", "?")));

    assertThat(factors(joined.get(0), "item_factor_"))
        .isEqualTo(FACTORS.itemFactors().row(FACTORS.items().indexOf("b")));
    assertThat(joined.get(1)).containsOnlyKeys("visitor_id", "content_id", "next_content_id");
  }

  @Test
  void whatIsToBePredictedChangesNoFactor() {
    Map<String, Object> one = COLUMNS.join(List.of(row("u", "a", "b"))).get(0);
    Map<String, Object> other = COLUMNS.join(List.of(row("u", "a", "c"))).get(0);

    one.remove("next_content_id");
    other.remove("next_content_id");
    assertThat(one).isEqualTo(other);
  }
}
