package org.hybridrec.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunJournalTest {

  @TempDir private Path folder;

  @Test
  void holdsTheMeanLossOfEveryHundredStepsEpochsAndEvaluations() throws IOException {
    Path file = folder.resolve("journal.jsonl");
    try (RunJournal journal = RunJournal.open(file, 0, 0)) {
      for (int step = 1; step <= 250; step++) {
        journal.onStep(step, step);
      }
      journal.onEpoch(1, 2.5, Double.NaN);
      journal.onEpoch(2, 2.5, 3.5);
      journal.onEvaluation(250, new TreeMap<>(Map.of("loss", 4.5, "accuracy", 0.5)));
      // What was told is there before anything is closed.
      assertThat(Files.readAllLines(file))
          .containsExactly(
              "{\"step\":1,\"loss\":1.0}",
              "{\"step\":100,\"loss\":51.0}",
              "{\"step\":200,\"loss\":150.5}",
              "{\"step\":250,\"epoch\":1,\"epoch_loss\":2.5}",
              "{\"step\":250,\"epoch\":2,\"epoch_loss\":2.5,\"validation_loss\":3.5}",
              "{\"step\":250,\"evaluation\":{\"accuracy\":0.5,\"loss\":4.5}}");
    }
    assertThat(RunJournal.best(file, 250, RunMetric.LOSS)).isEqualTo(-4.5);
    assertThat(RunJournal.best(file, 249, RunMetric.LOSS)).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void forgetsWhatCameAfterTheStepThatATrainingGoesOnFrom() throws IOException {
    Path file = folder.resolve("journal.jsonl");
    Files.writeString(
        file,
        """
        {"step":100,"loss":5.0}
        {"step":150,"loss":4.0}
        {"step":151,"loss":3.0}
        {"loss":1.0}
        {"step":200,"lo""");

    RunJournal.open(file, 150, 0).close();

    assertThat(Files.readAllLines(file))
        .containsExactly("{\"step\":100,\"loss\":5.0}", "{\"step\":150,\"loss\":4.0}");
  }
}
