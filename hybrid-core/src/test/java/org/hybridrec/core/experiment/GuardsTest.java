package org.hybridrec.core.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hybridrec.core.evaluation.Comparison;
import org.hybridrec.core.evaluation.Difference;
import org.hybridrec.core.evaluation.Metric;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.MapSource;
import org.hybridrec.features.source.SchemaException;
import org.hybridrec.features.synthetic.NewsSite;
import org.junit.jupiter.api.Test;

/** Guards against leakage: what must be gone when fields or labels are permuted. */
class GuardsTest {

  @Test
  void shuffledLabelsTeachNothingAndPermutedFactorsHelpNothing() {
    NewsSite site =
        NewsSite.builder().visitors(400).articles(100).views(14_000).width(4).seed(3).build();
    Comparison comparison =
        PlantedExperiment.of(
                "P: {baseline: popularity}, C: {columns: [content]},"
                    + " F: {columns: [content, factors]},"
                    + " X: {columns: [content, permuted_factors]},"
                    + " S: {columns: [content, ids, factors], shuffled_labels: true}",
                "{arm: S, against: [P], metrics: [ndcg_at_k, loss]},"
                    + " {arm: F, against: [C], metrics: [ndcg_at_k, loss]},"
                    + " {arm: X, against: [C], metrics: [ndcg_at_k, loss]}")
            .run(new GeneratedSite(site).byTime(50), ExperimentListener.NONE)
            .comparison();

    for (Metric metric : List.of(Metric.NDCG, Metric.LOSS)) {
      assertThat(comparison.difference("F", "C", metric)).matches(Difference::isWin);
      assertThat(comparison.difference("X", "C", metric).isWin()).isFalse();
      assertThat(comparison.difference("S", "P", metric).isWin()).isFalse();
    }
    assertThat(comparison.arm("S").mean(Metric.LOSS))
        .isGreaterThan(comparison.arm("C").mean(Metric.LOSS));
  }

  private static ExampleSource rows() {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      rows.add(
          Map.of(
              "next", "item " + i % 7,
              "copy", "item " + i % 7,
              "code", (long) (i % 7) * 31,
              "row", "r" + i,
              "current", "item " + i % 5,
              "price", i / 3.0,
              "tags", List.of("t" + i % 7, "u")));
    }
    return MapSource.of(rows);
  }

  @Test
  void columnsThatTellTheLabelAreReported() {
    assertThat(Canary.find(rows(), "next"))
        .containsExactlyInAnyOrder(new Canary("copy", 1, 200), new Canary("code", 1, 200));
    assertThat(new Canary("copy", 0.995, 1_200))
        .hasToString(
            "column 'copy' tells the label in 99.5 % of 1,200 rows; is it known when a"
                + " recommendation is asked for?");
    assertThatThrownBy(() -> Canary.find(rows(), "label"))
        .isInstanceOf(SchemaException.class)
        .hasMessage("source column 'label' is missing");
  }

  @Test
  void permutedFieldsKeepTheirValuesAndStayTogether() {
    List<List<Object>> before = new ArrayList<>(StoredTable.of(rows()).rows());
    ExampleSource permuted =
        PermutedFields.of(rows(), Map.of("next", "next", "old tags", "tags"), 5);
    List<List<Object>> after = new ArrayList<>(StoredTable.of(permuted).rows());
    int next = permuted.schema().indexOf("next");
    int tags = permuted.schema().indexOf("old tags");
    int from = rows().schema().indexOf("tags");

    assertThat(after.stream().map(row -> row.get(next)))
        .containsExactlyInAnyOrderElementsOf(before.stream().map(row -> row.get(next)).toList())
        .isNotEqualTo(before.stream().map(row -> row.get(next)).toList());
    for (List<Object> row : after) {
      String number = row.get(next).toString().substring(5);
      assertThat(row.get(tags)).isEqualTo(List.of("t" + number, "u"));
    }
    assertThat(
            IntStream.range(0, 200)
                .filter(i -> after.get(i).get(from).equals(before.get(i).get(from))))
        .hasSize(200);
    assertThat(StoredTable.of(PermutedFields.of(rows(), Map.of("next", "next"), 5)).rows())
        .isEqualTo(StoredTable.of(PermutedFields.of(rows(), Map.of("next", "next"), 5)).rows());
    assertThatThrownBy(() -> PermutedFields.of(rows(), Map.of("a", "b"), 1))
        .isInstanceOf(SchemaException.class)
        .hasMessageStartingWith("source column 'b' is missing; the source has [");
  }
}
