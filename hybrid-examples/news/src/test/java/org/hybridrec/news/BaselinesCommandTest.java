package org.hybridrec.news;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.hybridrec.core.baselines.Transitions;
import org.hybridrec.core.evaluation.Evaluation;
import org.hybridrec.core.file.Json;
import org.hybridrec.features.ItemIndex;
import org.hybridrec.features.LabelColumn;
import org.hybridrec.features.source.CsvSource;
import org.hybridrec.features.source.ExampleSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselinesCommandTest {

  @TempDir private Path folder;
  private Path csv;

  @BeforeEach
  void write() {
    csv = Kiosk.csv(folder);
  }

  @Test
  void jsonHasBothAsTheLibraryCountsThem() {
    ExampleSource rows = CsvSource.of(csv);
    Transitions transitions =
        Transitions.of(rows, "content", new LabelColumn("next", ItemIndex.of(rows, "next")));
    Evaluation expected = transitions.evaluate(rows, 3);

    Shell shell =
        Shell.run(
            "baselines",
            "--train",
            csv,
            "--eval",
            csv,
            "--label",
            "next",
            "--current",
            "content",
            "--k",
            3,
            "--json");

    assertThat(shell)
        .isEqualTo(
            new Shell(
                0,
                "{\"popularity\":"
                    + transitions.popularity().evaluate(rows, 3).toJson()
                    + ",\"transitions\":"
                    + expected.toJson()
                    + "}\n",
                ""));
    assertThat(expected.accuracy()).isEqualTo(1);
  }

  @Test
  void peopleReadTwoTables() {
    Shell shell =
        Shell.run(
            "baselines",
            "--train",
            csv,
            "--split-by",
            "visitor",
            "--label",
            "next",
            "--current",
            "content");

    assertThat(shell.exitCode()).isZero();
    assertThat(shell.err()).isEmpty();
    assertThat(shell.out())
        .startsWith("popularity\nevaluated on ")
        .contains("\ntransitions, filled up with popularity\nevaluated on ")
        .contains("  accuracy         1.0000\n");
  }

  @Test
  void aVisitorAndAHistoryBringFurtherBaselines() {
    Shell shell =
        Shell.run(
            "baselines",
            "--train",
            csv,
            "--eval",
            csv,
            "--label",
            "next",
            "--current",
            "content",
            "--history",
            "content",
            "--visitor",
            "visitor",
            "--json");

    assertThat(shell.exitCode()).isZero();
    Map<?, ?> evaluations = (Map<?, ?>) Json.read(shell.out());
    assertThat(evaluations.keySet().stream().map(Object::toString))
        .containsExactly(
            "popularity",
            "transitions",
            "decayed_transitions",
            "item_neighbours",
            "ease",
            "factors_alone");
    Map<?, ?> decayed = (Map<?, ?>) evaluations.get("decayed_transitions");
    assertThat(decayed.get("accuracy")).isEqualTo(1.0);
  }

  @Test
  void somethingToEvaluateOnIsNeeded() {
    assertThat(Shell.run("baselines", "--train", csv, "--label", "next", "--current", "content"))
        .isEqualTo(
            Shell.userError(
                "there is nothing to evaluate on; add --eval FILE or --split-by FIELD"));
  }

  @Test
  void aSplitThatLeavesNothingIsRefused() {
    Object[] words = {
      "baselines",
      "--train",
      csv,
      "--label",
      "next",
      "--current",
      "content",
      "--split-by",
      "visitor",
      "--split-share",
      "0.0001"
    };
    assertThat(Shell.run(words))
        .isEqualTo(
            Shell.userError(
                "--split-by visitor leaves no row to evaluate on; choose another --split-share"));
  }

  @Test
  void fieldsThatAreNotThereAreNamed() throws IOException {
    Files.writeString(csv, "visitor,content,next\nv1,a,b\n");

    assertThat(
            Shell.run(
                "baselines", "--train", csv, "--eval", csv, "--label", "next", "--current", "item"))
        .isEqualTo(
            Shell.userError(
                "source column 'item' is missing; the source has ['visitor', 'content', 'next']"));
  }
}
