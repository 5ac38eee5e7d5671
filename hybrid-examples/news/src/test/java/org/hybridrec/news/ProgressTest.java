package org.hybridrec.news;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class ProgressTest {

  @Test
  void awayFromATerminalThereIsALineForEachEpoch() {
    StringWriter text = new StringWriter();
    try (Progress progress = new Progress.Lines(new PrintWriter(text, true))) {
      progress.onStart(18_524, 1_000);
      progress.onStep(1, 9);
      progress.onEpoch(1, 2.25, Double.NaN);
      progress.onEpoch(2, 1.5, 1.75);
    }

    assertThat(text.toString().replace("\r\n", "\n"))
        .isEqualTo(
            """
            training on 18,524 rows, at most 1,000 steps
            epoch 1: loss 2.2500
            epoch 2: loss 1.5000, validation 1.7500
            """);
  }

  @Test
  void aTerminalHasABarWithRateTimeLeftAndLosses() {
    StringBuilder drawn = new StringBuilder();
    try (Progress progress = new Progress.Bar(drawn::append)) {
      progress.onStart(200, 50);
      for (int step = 1; step <= 50; step++) {
        progress.onStep(step, 1);
      }
      progress.onEpoch(1, 2.25, 3);
    }

    assertThat(drawn.toString())
        .contains("100%", "50/50", "loss 2.250, val 3.000")
        .containsPattern("\\([0-9]:[0-9:]{5} / 0:00:00\\) (\\?|[0-9,]+\\.[0-9])/s loss");
  }

  @Test
  void theLossBehindTheBarIsThatOfTheLatestSteps() {
    List<String> drawn = new CopyOnWriteArrayList<>();
    try (Progress.Bar progress = new Progress.Bar(drawn::add)) {
      progress.onStart(200, 100_000);
      progress.onEpoch(0, 7, 0.5);
      for (int step = 1; step <= 1_601; step++) {
        progress.onStep(step, step < 801 ? 4 : 2);
      }
    }

    assertThat(drawn.get(drawn.size() - 1)).contains("1601/100000", "loss 2.000, val 0.500");
  }

  @Test
  void aTrainingThatGoesOnStartsWhereItIs() {
    List<String> drawn = new CopyOnWriteArrayList<>();
    try (Progress progress = new Progress.Bar(drawn::add)) {
      progress.onStart(200, 1_000_000_000);
      progress.onStep(900_000_001, 1);
    }

    // One step was made, and not 900,000,001 in no time: there are hours to go.
    assertThat(drawn.get(drawn.size() - 1))
        .contains(" 90%", "900000001/1000000000")
        .doesNotContain("/ 0:00:0");
  }

  @Test
  void aTrainingThatNeverStartsLeavesNothing() {
    StringBuilder drawn = new StringBuilder();
    new Progress.Bar(drawn::append).close();

    assertThat(drawn).isEmpty();
  }
}
