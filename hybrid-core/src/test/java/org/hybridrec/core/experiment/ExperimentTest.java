package org.hybridrec.core.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hybridrec.core.evaluation.Arm;
import org.hybridrec.core.evaluation.Metric;
import org.hybridrec.features.DefinitionException;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.MapSource;
import org.junit.jupiter.api.Test;

class ExperimentTest {

  private static final String YAML =
      """
      label: next
      visitor: visitor
      history: [current, before]
      k: 3
      age: {field: age, from: [1, 5]}
      split: {by: visitor, test: 0.3, validation: 0.2}
      seeds: [1, 2]
      columns:
        ids:
          - embedding: {of: {vocabulary: {field: current, values: {fit: vocabulary}}}, width: 4}
      network: {hidden_units: []}
      training: {optimizer: {adam: {learning_rate: 0.05}}, batch_size: 16, epochs: 60, early_stopping: 3}
      arms:
        P: {baseline: popularity}
        R: {baseline: recent_popularity, time: time, window: 50}
        M: {baseline: transitions}
        T: {baseline: decayed_transitions, decay: 0.5}
        K: {baseline: item_neighbours, neighbours: 5}
        E: {baseline: ease, regularization: 10}
        W: {baseline: factors_alone, width: 2}
        N: {columns: [ids]}
      contrasts:
        - {arm: N, against: [P], metrics: [loss, ndcg_at_k]}
      """;

  /** What comes next follows from the current item. */
  private static ExampleSource rows() {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < 900; i++) {
      int current = (i * 7 + i / 11) % 6;
      rows.add(
          Map.of(
              "visitor", "v" + i % 90,
              "current", "i" + current,
              "before", List.of("i" + i % 6),
              "time", (long) i,
              "age", i % 9 + 0.5,
              "next", "i" + (i % 4 == 0 ? i % 6 : (current + 1) % 6)));
    }
    return MapSource.of(rows);
  }

  private static Experiment experiment(String yaml) {
    return Experiment.of("test.yaml", yaml, Path.of(""));
  }

  @Test
  void allArmsAreMeasuredOnTheSameRowsWithEverySeed() {
    Experiment experiment = experiment(YAML);
    List<String> notes = new ArrayList<>();

    ExperimentResult result =
        experiment.run(ExperimentRows.of(experiment.split().of(rows())), notes::add);

    assertThat(result.comparison().arms())
        .extracting(Arm::name)
        .containsExactly("P", "R", "M", "T", "K", "E", "W", "N");
    assertThat(result.comparison().arm("N").runs()).hasSize(2);
    assertThat(notes)
        .containsExactly(
            "arm P",
            "arm R",
            "arm M",
            "arm T",
            "arm K",
            "arm E",
            "arm W",
            "arm N, seed 1",
            "arm N, seed 2");
    assertThat(result.comparison().difference("N", "P", Metric.LOSS).verdict()).isEqualTo("better");
    assertThat(result.comparison().arm("M").mean(Metric.ACCURACY)).isGreaterThan(0.6);
    assertThat(result.comparison().arm("P").runs().get(0).strata())
        .extracting(stratum -> stratum.by())
        .contains("age", "length of the history", "training count of the label");
    assertThat(result.canaries()).isEmpty();
    assertThat(result.comparison().toText())
        .isEqualTo(
            experiment
                .run(ExperimentRows.of(experiment.split().of(rows())), ExperimentListener.NONE)
                .comparison()
                .toText());
  }

  @Test
  void anArmThatCannotTakeAllItemsIsLeftOutWithItsQuestions() {
    List<Map<String, Object>> many = new ArrayList<>();
    for (int i = 0; i < 6_100; i++) {
      many.add(Map.of("visitor", "v" + i % 90, "current", "i" + i, "next", "i" + i));
    }
    Experiment experiment =
        experiment(
            """
            label: next
            visitor: visitor
            history: current
            split: {by: visitor, test: 0.2}
            arms: {P: {baseline: popularity}, E: {baseline: ease}}
            contrasts: [{arm: E, against: [P], metrics: [loss]}]
            """);
    ExampleSource source = MapSource.of(many);
    List<String> notes = new ArrayList<>();
    ExperimentResult result =
        experiment.run(new ExperimentRows(source, source, source), notes::add);

    assertThat(result.comparison().arms()).extracting(Arm::name).containsExactly("P");
    assertThat(result.comparison().differences()).isEmpty();
    assertThat(notes)
        .contains(
            "arm E is left out: EASE takes at most 6,000 items, were 6,100; leave rare items out,"
                + " or use another baseline");
    assertThat(result.canaries()).isEmpty();
  }

  @Test
  void whatCannotBeUnderstoodIsRefusedWithItsPlace() {
    refused(
        YAML.replace("{baseline: popularity}", "{baseline: magic}"),
        "test.yaml: arms.P.baseline: the baseline 'magic' is not known; allowed are popularity,"
            + " recent_popularity, transitions, decayed_transitions, item_neighbours, ease,"
            + " factors_alone");
    refused(
        YAML.replace("against: [P]", "against: [Q]"),
        "test.yaml: contrasts[0].against[0]: there is no arm 'Q'; there are [P, R, M, T, K, E, W,"
            + " N]");
    refused(
        YAML.replace("metrics: [loss", "metrics: [loss, beauty"),
        "test.yaml: contrasts[0].metrics[1]: the metric 'beauty' is not known; allowed are"
            + " [accuracy, hit_rate_at_k, mrr_at_k, ndcg_at_k, mean_rank, loss, novelty_at_k]");
    refused(YAML.replace("k: 3", "k: 0"), "test.yaml: evaluation: k must be at least 1, was 0");
    refused(
        YAML.replace("columns: [ids]", "columns: [names]"),
        "test.yaml: columns: the key 'names' is missing; it has ['ids']");
  }

  private static void refused(String yaml, String message) {
    assertThatThrownBy(() -> experiment(yaml))
        .isInstanceOf(DefinitionException.class)
        .hasMessageStartingWith(message);
  }
}
