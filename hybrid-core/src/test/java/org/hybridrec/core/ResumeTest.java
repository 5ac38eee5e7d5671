package org.hybridrec.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hybridrec.features.FeatureColumns.embedding;
import static org.hybridrec.features.FeatureColumns.hashBucket;
import static org.hybridrec.features.FeatureColumns.indicator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.hybridrec.core.file.Json;
import org.hybridrec.core.network.SampledSoftmax;
import org.hybridrec.core.optimization.LearningRateSchedule;
import org.hybridrec.core.optimization.Optimizer;
import org.hybridrec.core.training.TrainingInterruptedException;
import org.hybridrec.core.training.TrainingListener;
import org.hybridrec.features.source.ExampleSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A training that ended anywhere goes on to the same bytes. */
class ResumeTest {

  private static final ExampleSource ROWS = ToyShop.examples(150, 1);
  private static final ExampleSource VALIDATION = ToyShop.examples(60, 2);

  @TempDir Path folder;

  /** Everything that has a state: Adam, dropout, shared and sparse inputs, early stopping. */
  private static RecommenderBuilder builder() {
    return HybridRecommender.builder()
        .label("next", ToyShop.items())
        .column(embedding(hashBucket("item", 9), 4))
        .column(indicator(hashBucket("category", 5)))
        .hiddenUnits(7)
        .optimizer(Optimizer.adam(0.02f))
        .embeddingDropout(0.2f)
        .hiddenDropout(0.3f)
        .l2(0.001f)
        .batchSize(40)
        .epochs(6)
        .earlyStopping(2)
        .seed(5);
  }

  private static byte[] bytes(HybridModel model) {
    return ModelFile.toTensors(model).toBytes();
  }

  private static TrainingRun run(HybridRecommender recommender) {
    return recommender.run().validation(VALIDATION).threads(1);
  }

  /** Cancels a run once it has made some steps in this life. */
  private static TrainingRun cancelledAfter(int steps, TrainingRun run) {
    int[] left = {steps};
    return run.cancelledBy(() -> --left[0] <= 0);
  }

  private static byte[] uninterrupted(HybridRecommender recommender) {
    return bytes(run(recommender).fit(ROWS));
  }

  @Test
  void goesOnFromWhereverItWasCancelled() {
    HybridRecommender recommender = builder().build();
    byte[] expected = uninterrupted(recommender);
    for (int step = 1; step <= 24; step++) {
      Path own = folder.resolve("run" + step);
      TrainingRun run = run(recommender).directory(own);
      int last = step;
      assertThatThrownBy(() -> cancelledAfter(last, run).fit(ROWS))
          .isInstanceOf(TrainingInterruptedException.class)
          .hasMessage(
              "training was cancelled after step %d of epoch %d".formatted(step, (step + 3) / 4));

      assertThat(bytes(run.resume().fit(ROWS))).as("cancelled after %d", step).isEqualTo(expected);
    }
  }

  @Test
  void goesOnAgainAndAgain() {
    HybridRecommender recommender = builder().build();
    TrainingRun run = run(recommender).directory(folder).resume();
    int lives = 0;
    HybridModel model = null;
    while (model == null) {
      try {
        lives++;
        model = cancelledAfter(3, run).fit(ROWS);
      } catch (TrainingInterruptedException e) {
        assertThat(e).hasMessageStartingWith("training was cancelled after step " + lives * 3);
      }
    }
    assertThat(lives).isGreaterThanOrEqualTo(4);
    assertThat(bytes(model)).isEqualTo(uninterrupted(recommender));
    assertThat(folder.resolve("latest.safetensors")).hasBinaryContent(bytes(model));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 7})
  void goesOnWithOtherThreadsThanItBegan(int threads) {
    HybridRecommender recommender = builder().build();
    TrainingRun run = run(recommender).directory(folder);
    assertThatThrownBy(() -> cancelledAfter(6, run).fit(ROWS))
        .isInstanceOf(TrainingInterruptedException.class);

    assertThat(bytes(run.threads(threads).resume().fit(ROWS)))
        .isEqualTo(uninterrupted(recommender));
  }

  @Test
  void goesOnWithOtherOptimizersAndWithSampledClasses() {
    List<HybridRecommender> others = new ArrayList<>();
    for (Optimizer optimizer :
        List.of(Optimizer.adagrad(0.1f), Optimizer.sgd(0.1f), Optimizer.adam(0.01f))) {
      others.add(
          HybridRecommender.builder()
              .label("next", ToyShop.items())
              .column(embedding(hashBucket("item", 9), 4))
              .hiddenUnits()
              .optimizer(optimizer)
              .batchSize(40)
              .epochs(2)
              .build());
    }
    others.add(builder().sampledSoftmax(SampledSoftmax.logUniform(5)).build());
    for (LearningRateSchedule schedule :
        List.of(
            LearningRateSchedule.constant().withWarmUp(9),
            LearningRateSchedule.cosine(6, 0.1f).withWarmUp(3),
            LearningRateSchedule.stepDecay(2, 0.5f))) {
      others.add(builder().learningRateSchedule(schedule).gradientClip(0.05f).build());
    }
    for (int n = 0; n < others.size(); n++) {
      HybridRecommender recommender = others.get(n);
      Path own = folder.resolve("run" + n);
      TrainingRun run = run(recommender).directory(own);
      assertThatThrownBy(() -> cancelledAfter(5, run).fit(ROWS))
          .isInstanceOf(TrainingInterruptedException.class);

      assertThat(bytes(run.resume().fit(ROWS))).isEqualTo(uninterrupted(recommender));
    }
  }

  @Test
  void aScheduleAndALimitOfGradientsChangeTheModelAndBelongToIt() {
    HybridRecommender plain = builder().build();
    HybridRecommender scheduled =
        builder().learningRateSchedule(LearningRateSchedule.cosine(20, 0f)).build();
    HybridRecommender clipped = builder().gradientClip(0.05f).build();
    assertThat(List.of(scheduled, clipped))
        .allSatisfy(
            other -> {
              HybridModel model = run(other).fit(ROWS);
              assertThat(model.scores(ToyShop.row(3)))
                  .isNotEqualTo(run(plain).fit(ROWS).scores(ToyShop.row(3)));
              HybridModel read = HybridModel.of(model.file(), List.of(), List.of());
              assertThat(read.recommender().training()).isEqualTo(other.training());
            });
  }

  @Test
  void aFolderChangesNothingInTheModel() {
    HybridRecommender recommender = builder().build();

    HybridModel model =
        run(recommender).directory(folder).checkpointEvery(1).evaluateEvery(2).fit(ROWS);

    assertThat(bytes(model)).isEqualTo(uninterrupted(recommender));
  }

  @Test
  void anInterruptKeepsACheckpoint() {
    HybridRecommender recommender = builder().build();
    TrainingRun run = run(recommender).directory(folder);
    TrainingListener interrupting =
        new TrainingListener() {
          @Override
          public void onStep(long step, double loss) {
            if (step == 4) {
              Thread.currentThread().interrupt();
            }
          }
        };
    assertThatThrownBy(() -> run.listener(interrupting).fit(ROWS))
        .isInstanceOf(TrainingInterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();

    assertThat(checkpoints()).containsExactly("step-000000000004.safetensors");
    assertThat(bytes(run.resume().fit(ROWS))).isEqualTo(uninterrupted(recommender));
  }

  @Test
  void aTimeThatIsOverEndsTheTrainingAndKeepsACheckpoint() {
    HybridRecommender recommender = builder().build();
    TrainingRun run = run(recommender).directory(folder);

    HybridModel first = run.timeLimit(Duration.ofNanos(1)).fit(ROWS);

    assertThat(first.fitReport().steps()).isEqualTo(1);
    assertThat(bytes(run.resume().fit(ROWS))).isEqualTo(uninterrupted(recommender));
  }

  private List<String> checkpoints() {
    try (Stream<Path> files = Files.list(folder.resolve("checkpoints"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void keepsTheLastCheckpointsAndTheModelsInTheFolder() throws IOException {
    HybridRecommender recommender = builder().build();

    HybridModel model =
        run(recommender).directory(folder).checkpointEvery(3).keepCheckpoints(3).fit(ROWS);

    long last = model.fitReport().steps() / 3 * 3;
    assertThat(checkpoints()).containsExactly(name(last - 6), name(last - 3), name(last));
    assertThat(folder.resolve("latest.safetensors")).hasBinaryContent(bytes(model));
    // The recipe stops early and keeps the weights with the best loss, as the run does.
    HybridModel best = HybridModel.load(folder.resolve("best.safetensors"));
    assertThat(best.scores(ToyShop.row(3))).isEqualTo(model.scores(ToyShop.row(3)));
    assertThat(folder.resolve("tensorboard/eval")).isNotEmptyDirectory();
    assertThat(Json.read(Files.readString(folder.resolve("run.json"))).toString())
        .contains("threads=1", "from_step=0", "to_step=" + model.fitReport().steps(), "java=");
  }

  private static String name(long step) {
    return "step-%012d.safetensors".formatted(step);
  }

  @Test
  void tellsOfEachCheckpointOnceItIsThere() {
    List<String> told = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void onCheckpoint(long step, Path file) {
            assertThat(file).exists();
            assertThat(folder.resolve("latest.safetensors")).exists();
            told.add(step + " " + folder.relativize(file));
          }
        };

    run(builder().maxSteps(8).build())
        .directory(folder)
        .checkpointEvery(3)
        .listener(listener)
        .fit(ROWS);

    assertThat(told)
        .containsExactly(
            "3 checkpoints/step-000000000003.safetensors",
            "6 checkpoints/step-000000000006.safetensors");
  }

  @Test
  void evaluatesWhenTheTimeHasCome() {
    List<Long> steps = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void onEvaluation(long step, SortedMap<String, Double> metrics) {
            steps.add(step);
          }
        };
    TrainingRun run = run(builder().maxSteps(8).build()).listener(listener);
    byte[] rarely =
        bytes(run.directory(folder.resolve("a")).evaluateEvery(Duration.ofDays(9)).fit(ROWS));
    assertThat(steps).containsExactly(4L, 8L);
    steps.clear();

    byte[] often =
        bytes(run.directory(folder.resolve("b")).evaluateEvery(Duration.ofNanos(1)).fit(ROWS));

    assertThat(steps).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
    assertThat(often).isEqualTo(rarely);
  }

  @Test
  void theJournalOfATrainingThatWentOnHasEachEventOnce() throws IOException {
    HybridRecommender recommender = builder().build();
    run(recommender).directory(folder.resolve("whole")).fit(ROWS);
    Path broken = folder.resolve("broken");
    TrainingRun run = run(recommender).directory(broken).checkpointEvery(3);
    assertThatThrownBy(() -> cancelledAfter(10, run).fit(ROWS))
        .isInstanceOf(TrainingInterruptedException.class);
    Files.delete(broken.resolve("checkpoints").resolve(name(10)));
    Files.writeString(
        broken.resolve("journal.jsonl"),
        Files.readString(broken.resolve("journal.jsonl")) + "{\"step\":10,\"lo");
    run.resume().fit(ROWS);

    assertThat(Files.readAllLines(broken.resolve("journal.jsonl")))
        .isEqualTo(Files.readAllLines(folder.resolve("whole/journal.jsonl")));
  }

  @Test
  void passesOverADamagedCheckpoint() throws IOException {
    HybridRecommender recommender = builder().build();
    TrainingRun run = run(recommender).directory(folder).checkpointEvery(3);
    assertThatThrownBy(() -> cancelledAfter(7, run).fit(ROWS))
        .isInstanceOf(TrainingInterruptedException.class);
    Path last = folder.resolve("checkpoints").resolve(name(7));
    byte[] damaged = Files.readAllBytes(last);
    damaged[damaged.length / 2] ^= 1;
    Files.write(last, damaged);

    assertThat(bytes(run.resume().fit(ROWS))).isEqualTo(uninterrupted(recommender));
  }

  @Test
  void beginsWhereThereIsNoCheckpoint() {
    HybridRecommender recommender = builder().build();

    assertThat(bytes(run(recommender).directory(folder).resume().fit(ROWS)))
        .isEqualTo(uninterrupted(recommender));
  }

  @Test
  void refusesAnotherTraining() {
    TrainingRun run = run(builder().build()).directory(folder);
    assertThatThrownBy(() -> cancelledAfter(3, run).fit(ROWS))
        .isInstanceOf(TrainingInterruptedException.class);
    Path checkpoint = folder.resolve("checkpoints").resolve(name(3));
    String begin = "the checkpoint " + checkpoint + " is of another training: ";
    String end = "; give what it began with, or another run folder";

    assertThatThrownBy(() -> run.fit(ROWS))
        .isInstanceOf(ResumeException.class)
        .hasMessage(
            "run folder "
                + folder
                + " holds checkpoints of an earlier training; go on with it by resume() (--resume), or"
                + " give an empty folder");
    Set<String> messages = new HashSet<>();
    for (RecommenderBuilder other : others()) {
      TrainingRun changed = run(other.build()).directory(folder).resume();
      assertThatThrownBy(() -> changed.fit(ROWS))
          .isInstanceOf(ResumeException.class)
          .satisfies(e -> messages.add(e.getMessage()));
    }
    assertThat(messages)
        .containsExactlyInAnyOrder(
            begin + "recipe.training.optimizer.adam.learning_rate was '0.02', is '0.04'" + end,
            begin + "recipe.training.seed was '5', is '6'" + end,
            begin + "recipe.columns[1].embedding.width was '4', is '5'" + end);
    assertThatThrownBy(() -> run.resume().fit(ToyShop.examples(151, 1)))
        .hasMessage(begin + "training_rows.count was '150', is '151'" + end);
    assertThatThrownBy(() -> run.resume().fit(ToyShop.examples(150, 3)))
        .hasMessageStartingWith(begin + "training_rows.sha256 was '");
    assertThatThrownBy(() -> run.validation(ToyShop.examples(60, 9)).resume().fit(ROWS))
        .hasMessageStartingWith(begin + "validation_rows.sha256 was '");
    assertThat(checkpoints()).containsExactly(name(3));
  }

  private static List<RecommenderBuilder> others() {
    return List.of(other(4, 0.04f, 5), other(4, 0.02f, 6), other(5, 0.02f, 5));
  }

  private static RecommenderBuilder other(int width, float rate, long seed) {
    return HybridRecommender.builder()
        .label("next", ToyShop.items())
        .column(embedding(hashBucket("item", 9), width))
        .column(indicator(hashBucket("category", 5)))
        .hiddenUnits(7)
        .optimizer(Optimizer.adam(rate))
        .embeddingDropout(0.2f)
        .hiddenDropout(0.3f)
        .l2(0.001f)
        .batchSize(40)
        .epochs(6)
        .earlyStopping(2)
        .seed(seed);
  }

  @Test
  void aFolderIsOneTrainingsAtATime() {
    TrainingRun run = run(builder().build()).directory(folder);
    TrainingListener second =
        new TrainingListener() {
          @Override
          public void onStep(long step, double loss) {
            run.resume().fit(ROWS);
          }
        };

    assertThatThrownBy(() -> run.listener(second).fit(ROWS))
        .isInstanceOf(ResumeException.class)
        .hasMessage("run folder " + folder + ": another training is using it; give another folder");
  }

  @Test
  void refusesOptionsOutOfRange() {
    TrainingRun run = builder().build().run();

    assertThatThrownBy(() -> run.checkpointEvery(0))
        .hasMessage("checkpointEvery must be at least 1, was 0");
    assertThatThrownBy(() -> run.keepCheckpoints(0))
        .hasMessage("keepCheckpoints must be at least 1, was 0");
    assertThatThrownBy(() -> run.evaluateEvery(-1))
        .hasMessage("evaluateEvery must be at least 1, was -1");
    assertThatThrownBy(() -> run.evaluateEvery(Duration.ZERO))
        .hasMessage("evaluateEvery must be positive, was PT0S");
    assertThatThrownBy(() -> run.timeLimit(Duration.ZERO))
        .hasMessage("timeLimit must be positive, was PT0S");
    assertThatThrownBy(() -> run.validation(VALIDATION).resume().fit(ROWS))
        .hasMessage(
            "resume() needs the folder of the training: call run().directory(folder).resume()");
  }
}
