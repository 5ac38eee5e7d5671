package org.hybridrec.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.hybridrec.core.TrainedToys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training that is killed at any instant, however often, ends in the same model file. */
class KilledTrainingTest {

  private static final int KILLS = Effort.of(20, 200);
  private static final int[] THREADS = {1, 2, 7};

  @TempDir Path folder;

  @Test
  void goesOnToTheSameBytes() throws Exception {
    long seed = Long.getLong("rec.seed", 4711);
    Random random = new Random(seed);
    Path expected = folder.resolve("expected");
    TrainedToys.resume(folder.resolve("whole"), 1, expected, () -> {});
    int kills = 0;
    int ends = 0;
    for (int run = 0; kills < KILLS; run++) {
      Path directory = folder.resolve("run" + run);
      Path model = folder.resolve("model" + run);
      while (!Files.exists(model)) {
        int threads = THREADS[random.nextInt(THREADS.length)];
        try (ChildJvm child =
            ChildJvm.start(
                folder,
                ChildJvm.command(List.of(), TrainingToTheEnd.class, directory, threads, model))) {
          while (child.isAlive() && !child.printed().contains("training")) {
            Thread.sleep(5);
          }
          if (kills < KILLS) {
            Thread.sleep(random.nextInt(250));
            if (child.isAlive()) {
              child.kill();
              kills++;
              continue;
            }
          }
          child.ends(0, 60);
        }
      }
      assertThat(model).as("run %d, seed %d", run, seed).hasSameBinaryContentAs(expected);
      ends++;
    }
    assertThat(ends).isPositive();
  }
}
