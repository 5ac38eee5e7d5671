package org.hybridrec.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hybridrec.features.FeatureColumns.numeric;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hybridrec.core.training.TrainingInterruptedException;
import org.hybridrec.core.training.TrainingListener;
import org.hybridrec.features.source.CsvSource;
import org.hybridrec.features.source.InvalidDataException;
import org.hybridrec.features.source.MapSource;
import org.hybridrec.reliability.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One training at a time has a folder, and nothing of that is left when it ends. */
class RunLockTest {

  private static final HybridRecommender RECOMMENDER =
      HybridRecommender.builder()
          .label("next", ToyShop.items())
          .column(numeric("price"))
          .hiddenUnits()
          .epochs(1)
          .build();

  private static final MapSource ROWS =
      MapSource.of(List.of(Map.of("price", 1, "next", ToyShop.items().ids().get(0))));

  @TempDir private Path folder;

  private TrainingRun run() {
    return RECOMMENDER.run().threads(1).directory(folder);
  }

  private Path lock() {
    return folder.resolve("run.lock");
  }

  @Test
  void theLockIsThereWhileATrainingRunsAndGoneAfterIt() {
    List<Boolean> seen = new ArrayList<>();
    run().listener(onStep(() -> seen.add(Files.exists(lock())))).fit(ROWS);

    assertThat(seen).containsExactly(true);
    assertThat(lock()).doesNotExist();
  }

  @Test
  void theLockIsGoneAfterATrainingThatFailed() {
    MapSource wrong = MapSource.of(List.of(Map.of("price", Double.NaN, "next", "x")));

    assertThatThrownBy(() -> run().fit(wrong)).isInstanceOf(InvalidDataException.class);
    assertThat(lock()).doesNotExist();
    assertThat(run().fit(ROWS).fitReport().rows()).isEqualTo(1);
  }

  @Test
  void theLockIsGoneAfterATrainingWithNothingToValidateOn() {
    MapSource unknown = MapSource.of(List.of(Map.of("price", 1, "next", "nobody knows")));

    assertThatThrownBy(() -> run().validation(unknown).fit(ROWS))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage(
            "none of the 1 validation rows has a known label: 0 have none, 1 have one that is not in"
                + " the item index");
    assertThatThrownBy(() -> run().validation(CsvSource.of(header())).fit(ROWS))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage("the validation source has no rows; check its files");
    assertThat(lock()).doesNotExist();
  }

  private Path header() {
    try {
      return Files.writeString(folder.resolve("header.csv"), "price,next\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void theLockIsGoneAfterATrainingThatWasCancelled() {
    assertThatThrownBy(() -> run().cancelledBy(() -> true).fit(ROWS))
        .isInstanceOf(TrainingInterruptedException.class);
    assertThat(lock()).doesNotExist();
  }

  @Test
  void whatAKilledTrainingLeftIsNoLock() throws IOException {
    Files.writeString(lock(), "left");

    assertThat(run().fit(ROWS).fitReport().rows()).isEqualTo(1);
    assertThat(lock()).doesNotExist();
  }

  @Test
  void aRefusedSecondTrainingTakesNothingFromTheFirst() {
    List<String> seenFromElsewhere = new ArrayList<>();
    run()
        .listener(
            onStep(
                () -> {
                  assertThatThrownBy(() -> run().fit(ROWS))
                      .isInstanceOf(ResumeException.class)
                      .hasMessage(
                          "run folder "
                              + folder
                              + ": another training is using it; give another folder");
                  seenFromElsewhere.add(inAnotherJvm());
                }))
        .fit(ROWS);

    assertThat(seenFromElsewhere).containsExactly("refused\n");
    assertThat(inAnotherJvm()).isEqualTo("trained\n");
  }

  private String inAnotherJvm() {
    try (var files = Files.list(folder.resolve("checkpoints"))) {
      for (Path checkpoint : files.toList()) {
        Files.delete(checkpoint);
      }
      return ChildJvm.output(folder, SecondTraining.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static TrainingListener onStep(Runnable work) {
    return new TrainingListener() {
      @Override
      public void onStep(long step, double loss) {
        work.run();
      }
    };
  }

  /** Trains in the folder that it is started in. */
  static final class SecondTraining {

    private SecondTraining() {}

    @SuppressWarnings("SystemOut") // read by the test that starts it
    public static void main(String[] arguments) {
      try {
        RECOMMENDER.run().threads(1).directory(Path.of("").toAbsolutePath()).fit(ROWS);
        System.out.println("trained");
      } catch (ResumeException e) {
        System.out.println("refused");
      }
    }
  }
}
