package org.hybridrec.news;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.hybridrec.core.experiment.Experiment;
import org.hybridrec.features.synthetic.NewsSite;
import org.junit.jupiter.api.Test;

class PlantedSiteTest {

  private static final String ARMS =
      """
      label: next_content_id
      visitor: visitor_id
      history: [content_id, history]
      split: {time: click_session, validation_from: 1511274240000, test_from: 1511516160000}
      arms:
        P: {baseline: popularity}
        T: {baseline: decayed_transitions}
      contrasts: [{arm: T, against: [P], metrics: [loss]}]
      """;

  private static List<String[]> cells() {
    NewsSite site =
        NewsSite.builder().visitors(80).articles(30).views(3_000).lateArticles(0.1).seed(5).build();
    StringWriter out = new StringWriter();
    PlantedSite.run(
        Experiment.of("arms", ARMS, Path.of("")),
        site,
        new PrintWriter(out, true),
        new PrintWriter(new StringWriter()));
    return out.toString().lines().map(line -> line.split(" *\\| *")).toList();
  }

  private static double loss(List<String[]> cells, String arm) {
    return cells.stream()
        .filter(line -> line.length == 8 && line[1].equals(arm))
        .map(line -> Double.parseDouble(line[7].split(" ")[0]))
        .findFirst()
        .orElseThrow();
  }

  private static double closed(List<String[]> cells, String arm) {
    return cells.stream()
        .filter(line -> line.length == 3 && line[1].equals(arm))
        .map(line -> Double.parseDouble(line[2]))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theGapClosedIsTheShareOfTheWayFromPopularityToTheTruthInLogLoss() {
    List<String[]> cells = cells();

    double popularity = loss(cells, "P");
    double truth = loss(cells, "truth");
    assertThat(truth).isLessThan(popularity);
    assertThat(closed(cells, "P")).isZero();
    assertThat(closed(cells, "truth")).isEqualTo(1);
    assertThat(closed(cells, "T"))
        .isCloseTo((popularity - loss(cells, "T")) / (popularity - truth), within(1e-3));
  }

  @Test
  void anythingButAnExperimentAndTwoWeightsIsRefused() {
    assertThatThrownBy(() -> PlantedSite.main("planted.yaml", "1.5"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected: EXPERIMENT ALPHA BETA");
  }
}
