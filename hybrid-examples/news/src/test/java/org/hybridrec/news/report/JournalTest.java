package org.hybridrec.news.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hybridrec.news.report.Curve.Point;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

  @TempDir private Path folder;

  private Journal journal(String text) throws IOException {
    return Journal.read(Files.writeString(folder.resolve("journal.jsonl"), text));
  }

  @Test
  void lossesAndEvaluationsAreCurvesByStep() throws IOException {
    Journal journal =
        journal(
            """
            {"step":1,"loss":5.5}
            {"step":100,"loss":4.5}
            {"step":120,"epoch":1,"epoch_loss":4.6,"validation_loss":4.9}
            {"step":120,"evaluation":{"accuracy":0.25,"loss":4.8}}
            {"step":240,"evaluation":{"accuracy":0.5,"loss":4.7}}
            """);

    assertThat(journal.losses())
        .containsExactly(
            new Curve("learning", List.of(new Point(1, 5.5), new Point(100, 4.5))),
            new Curve("validation", List.of(new Point(120, 4.8), new Point(240, 4.7))));
    assertThat(journal.metrics())
        .containsExactly(new Curve("accuracy", List.of(new Point(120, 0.25), new Point(240, 0.5))));
    assertThat(journal.evaluations()).extracting(Curve::name).containsExactly("accuracy", "loss");
  }

  @Test
  void withoutEvaluationsTheLossOfEpochsIsThatOfValidation() throws IOException {
    assertThat(journal("{\"step\":9,\"epoch\":1,\"validation_loss\":2.5}\n").losses().get(1))
        .isEqualTo(new Curve("validation", List.of(new Point(9, 2.5))));
  }

  @Test
  void rollBacksAreKeptWithTheStepThatTheTrainingWentOnFrom() throws IOException {
    Journal journal =
        journal(
            """
            {"step":100,"loss":5.5}
            {"step":50,"roll_back":1,"cause":"the loss was NaN"}
            {"step":0,"roll_back":2,"cause":"again"}
            {"step":100,"loss":4.5}
            """);

    assertThat(journal.rollBacks())
        .containsExactly(
            new Journal.RollBack(1, 50, "the loss was NaN"), new Journal.RollBack(2, 0, "again"));
    assertThat(journal.losses().get(0).points())
        .containsExactly(new Point(100, 5.5), new Point(100, 4.5));
  }

  @Test
  void whatCannotBeReadIsPassedOver() throws IOException {
    Journal journal =
        journal(
            """
            {"step":1,"loss":1e300}
            {"step":2,"loss":"much"}
            {"loss":3}
            [1, 2]

            {"step":3,"evaluation":[7]}
            {"step":4,"loss":2.5}
            {"step":5,"lo""");

    assertThat(journal.losses().get(0))
        .isEqualTo(new Curve("learning", List.of(new Point(4, 2.5))));
    assertThat(journal.evaluations()).isEmpty();
    assertThat(Journal.read(folder.resolve("none")).losses().get(0).points()).isEmpty();
  }

  @Test
  void longCurvesBecomeMeansOfNeighbours() {
    List<Point> points = new ArrayList<>();
    for (int i = 1; i <= 601; i++) {
      points.add(new Point(i, i % 3));
    }

    List<Point> thinned = new Curve("loss", points).thinned().points();

    assertThat(thinned).hasSize(201).startsWith(new Point(3, 1), new Point(6, 1));
    assertThat(thinned.get(200)).isEqualTo(new Point(601, 1));
    assertThat(new Curve("loss", points.subList(0, 300)).thinned().points()).hasSize(300);
  }
}
