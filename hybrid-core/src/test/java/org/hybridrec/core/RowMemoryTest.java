package org.hybridrec.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hybridrec.core.training.TrainingInterruptedException;
import org.hybridrec.core.training.TrainingListener;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.InvalidDataException;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceReader;
import org.hybridrec.features.source.SourceSchema;
import org.hybridrec.features.storage.TemporaryFileException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Where rows are kept changes nothing of what is learned, and leaves nothing behind. */
@Timeout(240)
class RowMemoryTest {

  private static final Catalogue CATALOGUE = new Catalogue(530, 420);

  @TempDir private Path folder;
  @TempDir private Path models;

  private TrainingRun run() {
    return CATALOGUE.recommender().run().temporaryFolder(folder);
  }

  private void assertNothingLeft() {
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void theModelFileIsTheSameWhereverTheRowsAre() {
    String expected = Catalogue.digest(CATALOGUE.recommender().fit(CATALOGUE.examples()), models);
    for (long bytes : new long[] {0, 1, 5_000, 1 << 20}) {
      HybridModel model = run().rowMemory(bytes).fit(CATALOGUE.examples());
      assertThat(Catalogue.digest(model, models)).isEqualTo(expected);
    }
    assertNothingLeft();
  }

  /** Writes down the validation losses. */
  private static final class Losses implements TrainingListener {

    final List<Double> losses = new ArrayList<>();

    @Override
    public void onEpoch(int epoch, double loss, double validationLoss) {
      losses.add(validationLoss);
    }
  }

  @Test
  void validationAndEarlyStoppingAreTheSameWhereverTheRowsAreAndForAnyThreads() {
    ExampleSource validation = new Catalogue(530, 300).examples();
    List<List<Double>> losses = new ArrayList<>();
    List<String> digests = new ArrayList<>();
    for (long bytes : new long[] {1 << 20, 0, 9_000}) {
      for (int threads : new int[] {1, 2, 7}) {
        Losses listener = new Losses();
        HybridModel model =
            run()
                .rowMemory(bytes)
                .threads(threads)
                .validation(validation)
                .listener(listener)
                .fit(CATALOGUE.examples());
        losses.add(listener.losses);
        digests.add(Catalogue.digest(model, models));
      }
    }
    assertThat(losses.get(0)).hasSize(2).doesNotContain(Double.NaN);
    assertThat(losses).containsOnly(losses.get(0));
    assertThat(digests).containsOnly(digests.get(0));
    assertNothingLeft();
  }

  /** Fails, or does something else, when its second batch is asked for. */
  private record Interfering(ExampleSource rows, Runnable interference) implements ExampleSource {

    @Override
    public SourceSchema schema() {
      return rows.schema();
    }

    @Override
    public SourceReader open() {
      SourceReader first = rows.open();
      SourceReader second = rows.open();
      return new SourceReader() {
        private int asked;

        @Override
        public @Nullable SourceBatch next() {
          asked++;
          if (asked == 2) {
            interference.run();
          }
          return asked == 1 ? first.next() : asked == 2 ? second.next() : null;
        }

        @Override
        public void close() {
          first.close();
          second.close();
        }
      };
    }
  }

  @Test
  void aSourceThatFailsLeavesNoFile() {
    ExampleSource failing =
        new Interfering(
            CATALOGUE.examples(),
            () -> {
              throw new InvalidDataException("row 420 is broken");
            });
    assertThatThrownBy(() -> run().rowMemory(0).fit(failing))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage("row 420 is broken");
    assertThatThrownBy(() -> run().rowMemory(0).validation(failing).fit(CATALOGUE.examples()))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage("row 420 is broken");
    assertNothingLeft();
  }

  @Test
  void aListenerThatFailsLeavesNoFile() {
    TrainingListener failing =
        new TrainingListener() {
          @Override
          public void onStep(long step, double loss) {
            throw new IllegalStateException("enough");
          }
        };
    assertThatThrownBy(() -> run().rowMemory(0).listener(failing).fit(CATALOGUE.examples()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("enough");
    assertNothingLeft();
  }

  @Test
  void anInterruptWhileRowsAreEncodedEndsTheFit() {
    ExampleSource interrupting =
        new Interfering(CATALOGUE.examples(), () -> Thread.currentThread().interrupt());
    for (long bytes : new long[] {0, 1 << 20}) {
      assertThatThrownBy(() -> run().rowMemory(bytes).fit(interrupting))
          .isInstanceOf(TrainingInterruptedException.class)
          .hasMessage("training was interrupted while rows were encoded");
      assertThat(Thread.interrupted()).isTrue();
    }
    assertNothingLeft();
  }

  @Test
  void anInterruptEndsTheTrainingWithinOneStepThoughTheRowsAreInAFile() {
    TrainingListener interrupting =
        new TrainingListener() {
          @Override
          public void onStep(long step, double loss) {
            if (step == 2) {
              Thread.currentThread().interrupt();
            }
          }
        };
    assertThatThrownBy(() -> run().rowMemory(0).listener(interrupting).fit(CATALOGUE.examples()))
        .isInstanceOf(TrainingInterruptedException.class)
        .hasMessage("training was interrupted after step 2 of epoch 1");
    assertThat(Thread.interrupted()).isTrue();
    assertNothingLeft();
  }

  @Test
  void aFolderThatIsNotThereIsNamedAndNotNeededWhileRowsFitMemory() {
    Path missing = folder.resolve("missing");
    TrainingRun run = run().temporaryFolder(missing);
    assertThat(run.fit(CATALOGUE.examples()).items().size()).isEqualTo(530);
    assertThatThrownBy(() -> run.rowMemory(0).fit(CATALOGUE.examples()))
        .isInstanceOf(TemporaryFileException.class)
        .hasMessageMatching(
            "the temporary file \\Q"
                + missing
                + "\\E/hybridrec-.*\\.tmp cannot be used"
                + " \\(java.nio.file.NoSuchFileException: .*\\); make room there or choose another"
                + " folder with temporaryFolder");
  }

  @Test
  void lessMemoryThanNoneIsRefused() {
    assertThatThrownBy(() -> run().rowMemory(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rowMemory must be at least 0 bytes, was -1");
  }
}
