package org.hybridrec.news;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
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
  void aTerminalHasABarWithTheLossesBehindIt() {
    StringBuilder drawn = new StringBuilder();
    try (Progress progress = new Progress.Bar(drawn::append)) {
      progress.onStart(200, 50);
      for (int step = 1; step <= 50; step++) {
        progress.onStep(step, 1);
      }
      progress.onEpoch(1, 2.25, 3);
    }

    assertThat(drawn.toString())
        .contains("training", "100%", "50/50", "loss 2.2500, validation 3.0000");
  }

  @Test
  void aTrainingThatNeverStartsLeavesNothing() {
    StringBuilder drawn = new StringBuilder();
    new Progress.Bar(drawn::append).close();

    assertThat(drawn).isEmpty();
  }
}
