package org.hybridrec.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.hybridrec.core.network.WorkerException;
import org.hybridrec.core.training.TrainingInterruptedException;
import org.hybridrec.core.training.TrainingListener;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Threads change the time a training takes and nothing else. */
@Tag("kernels")
@Timeout(240)
class ThreadsTest {

  private static final Catalogue CATALOGUE = new Catalogue(1_700, 420);

  @TempDir private Path folder;

  private String digest(TrainingRun run) {
    return Catalogue.digest(run.fit(CATALOGUE.examples()), folder);
  }

  private static TrainingRun run() {
    return CATALOGUE.recommender().run();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 16})
  void theModelFileIsTheSameForAnyNumberOfThreads(int threads) {
    String expected = digest(run().threads(1));
    for (int repetition = 0; repetition < 3; repetition++) {
      assertThat(digest(run().threads(threads))).isEqualTo(expected);
    }
  }

  @Test
  void theModelFileIsTheSameOnAnExecutorAndByDefault() {
    String expected = digest(run().threads(1));
    ExecutorService executor = Executors.newFixedThreadPool(3);
    try {
      assertThat(digest(run().threads(4).executor(executor))).isEqualTo(expected);
      assertThat(executor.isShutdown()).isFalse();
    } finally {
      executor.shutdown();
    }
    assertThat(digest(run())).isEqualTo(expected);
  }

  @Test
  void fewerThreadsThanOneAreRefused() {
    assertThatThrownBy(() -> run().threads(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("threads must be at least 1, was 0");
  }

  @Test
  void anExecutorThatIsClosedWhileTrainingEndsTheFitWithATypedError() {
    ExecutorService executor = Executors.newFixedThreadPool(2);
    TrainingListener closing =
        new TrainingListener() {
          @Override
          public void onStep(long step, double loss) {
            executor.shutdownNow();
          }
        };

    assertThatThrownBy(
            () -> run().threads(3).executor(executor).listener(closing).fit(CATALOGUE.examples()))
        .isInstanceOf(WorkerException.class)
        .hasMessageStartingWith("the executor took no more work of the training");
  }

  @Test
  void anInterruptEndsTheFitWithinOneStep() {
    AtomicLong steps = new AtomicLong();
    TrainingListener interrupting =
        new TrainingListener() {
          @Override
          public void onStep(long step, double loss) {
            steps.set(step);
            if (step == 2) {
              Thread.currentThread().interrupt();
            }
          }
        };

    assertThatThrownBy(() -> run().threads(3).listener(interrupting).fit(CATALOGUE.examples()))
        .isInstanceOf(TrainingInterruptedException.class)
        .hasMessage("training was interrupted after step 2 of epoch 1");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(steps).hasValue(2);
  }
}
