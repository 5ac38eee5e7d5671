package org.hybridrec.core.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.hybridrec.core.network.Network;
import org.hybridrec.core.network.Parameter;
import org.hybridrec.core.network.Regularization;
import org.hybridrec.core.optimization.Optimizer;
import org.hybridrec.features.encoded.CompactRows;
import org.hybridrec.features.encoded.EncodedBatch;
import org.hybridrec.features.encoded.EncodedRows;
import org.hybridrec.features.encoded.FloatSlot;
import org.hybridrec.features.encoded.InputLayout;
import org.junit.jupiter.api.Test;

class TrainingLoopTest {

  private static TrainingResult run(EncodedRows rows, TrainingOptions options) {
    return TrainingLoop.run(SmallWorld.network(), rows, null, options, TrainingListener.NONE);
  }

  private static Map<String, float[]> values(Network network) {
    Map<String, float[]> values = new TreeMap<>();
    for (Parameter parameter : network.parameters()) {
      values.put(parameter.name(), parameter.toArray());
    }
    return values;
  }

  private static void assertSameBits(Network one, Network other) {
    Map<String, float[]> values = values(one);
    assertThat(values.keySet()).isEqualTo(values(other).keySet());
    values(other).forEach((name, numbers) -> assertThat(numbers).isEqualTo(values.get(name)));
  }

  private static TrainingOptions with(TrainingOptions options, long maxSteps, int patience) {
    return new TrainingOptions(
        options.optimizer(),
        options.regularization(),
        options.batchSize(),
        options.epochs(),
        maxSteps,
        patience,
        options.seed());
  }

  @Test
  void learnsTheSmallWorld() {
    EncodedBatch fresh = SmallWorld.batch(200, 0, 2);
    TrainingOptions options = SmallWorld.options(Optimizer.adam(0.02f), 10, 40);
    TrainingResult result = run(SmallWorld.rows(500, 0, 1), options);
    assertThat(result.loss()).isLessThan(0.01);
    assertThat(result.network().loss(fresh)).isLessThan(0.05);
  }

  @Test
  void everyRowComesOnceAnEpochAndTheLastBatchMayBeShort() {
    RecordingRows rows = new RecordingRows(SmallWorld.rows(103, 0, 1));
    TrainingResult result = run(rows, SmallWorld.options());
    assertThat(rows.batches).hasSize(22);
    assertThat(result.steps()).isEqualTo(22);
    assertThat(result.epochs()).isEqualTo(2);
    long[] first = epoch(rows.batches.subList(0, 11));
    long[] second = epoch(rows.batches.subList(11, 22));
    assertThat(second).isNotEqualTo(first);
    for (long[] order : List.of(first, second)) {
      Arrays.sort(order);
      assertThat(order).isEqualTo(LongStream.range(0, 103).toArray());
    }
  }

  /** The rows of an epoch's batches, which are all of ten rows but the last, of three. */
  private static long[] epoch(List<long[]> batches) {
    for (int i = 0; i < batches.size(); i++) {
      assertThat(batches.get(i)).hasSize(i < batches.size() - 1 ? 10 : 3);
    }
    return batches.stream().flatMapToLong(Arrays::stream).toArray();
  }

  @Test
  void aBatchThatIsBiggerThanTheDataHoldsThemAll() {
    RecordingRows rows = new RecordingRows(SmallWorld.rows(7, 0, 1));
    TrainingResult result = run(rows, SmallWorld.options(Optimizer.sgd(0.1f), 1000, 3));
    assertThat(result.steps()).isEqualTo(3);
    assertThat(rows.batches).hasSize(3).allMatch(batch -> batch.length == 7);
  }

  @Test
  void aLimitOfStepsEndsTrainingInTheMiddleOfAnEpoch() {
    RecordingListener listener = new RecordingListener();
    TrainingResult result =
        TrainingLoop.run(
            SmallWorld.network(),
            SmallWorld.rows(30, 0, 1),
            SmallWorld.rows(20, 0, 2),
            with(SmallWorld.options(), 5, 0),
            listener);
    assertThat(listener.events)
        .containsExactly(
            "start 30 5", "step 1", "step 2", "step 3", "epoch 1", "step 4", "step 5", "epoch 2");
    assertThat(result.steps()).isEqualTo(5);
    assertThat(result.epochs()).isEqualTo(2);
    List<Double> last = listener.stepLosses.subList(3, 5);
    assertThat(result.loss()).isCloseTo((last.get(0) + last.get(1)) / 2, within(1e-12));
    assertThat(listener.epochLosses).last().isEqualTo(result.loss());
    assertThat(listener.validationLosses).last().isEqualTo(result.validationLoss());
  }

  @Test
  void aLimitOfStepsBeyondAllEpochsIsNoLimit() {
    RecordingListener listener = new RecordingListener();
    TrainingLoop.run(
        SmallWorld.network(),
        SmallWorld.rows(23, 0, 1),
        null,
        with(SmallWorld.options(), 7, 0),
        listener);
    assertThat(listener.events)
        .containsExactly(
            "start 23 6",
            "step 1",
            "step 2",
            "step 3",
            "epoch 1",
            "step 4",
            "step 5",
            "step 6",
            "epoch 2");
    assertThat(listener.validationLosses).containsOnly(Double.NaN);
  }

  @Test
  void theLossOfAnEpochIsTheMeanOverItsRows() {
    RecordingListener listener = new RecordingListener();
    TrainingResult result =
        TrainingLoop.run(
            SmallWorld.network(), SmallWorld.rows(23, 0, 1), null, SmallWorld.options(), listener);
    List<Double> steps = listener.stepLosses;
    double first = (10 * steps.get(0) + 10 * steps.get(1) + 3 * steps.get(2)) / 23;
    double second = (10 * steps.get(3) + 10 * steps.get(4) + 3 * steps.get(5)) / 23;
    assertThat(listener.epochLosses.get(0)).isCloseTo(first, within(1e-12));
    assertThat(listener.epochLosses.get(1)).isCloseTo(second, within(1e-12));
    assertThat(result.loss()).isEqualTo(listener.epochLosses.get(1));
    assertThat(result.validationLoss()).isNaN();
  }

  @Test
  void theValidationLossIsTheMeanOverAllItsRows() {
    EncodedBatch validation = SmallWorld.batch(700, 0.5, 2);
    CompactRows rows = CompactRows.builder(SmallWorld.LAYOUT).addLabelled(validation).build();
    TrainingResult result =
        TrainingLoop.run(
            SmallWorld.network(),
            SmallWorld.rows(50, 0, 1),
            rows,
            SmallWorld.options(),
            TrainingListener.NONE);
    double sum = 0;
    for (int row = 0; row < 700; row++) {
      sum += result.network().loss(validation.slice(row, row + 1));
    }
    assertThat(result.validationLoss()).isCloseTo(sum / 700, within(1e-6));
  }

  @Test
  void validationRowsHaveNoInfluenceOnTheWeights() {
    CompactRows rows = SmallWorld.rows(100, 0.3, 1);
    TrainingResult without = run(rows, SmallWorld.options());
    RecordingRows validation = new RecordingRows(SmallWorld.rows(300, 0.3, 2));
    TrainingResult with =
        TrainingLoop.run(
            SmallWorld.network(), rows, validation, SmallWorld.options(), TrainingListener.NONE);
    assertSameBits(with.network(), without.network());
    assertThat(with.loss()).isEqualTo(without.loss());
    assertThat(validation.batches).isNotEmpty();
  }

  @Test
  void theSameSeedGivesTheSameBitsAndAnotherSeedOthers() {
    CompactRows rows = SmallWorld.rows(100, 0.3, 1);
    Regularization dropout = new Regularization(0.2f, 0.3f, 0.001f);
    TrainingOptions seven =
        new TrainingOptions(Optimizer.adam(0.01f), dropout, 10, 3, Long.MAX_VALUE, 0, 7);
    TrainingOptions eight =
        new TrainingOptions(Optimizer.adam(0.01f), dropout, 10, 3, Long.MAX_VALUE, 0, 8);
    Network one = run(rows, seven).network();
    assertSameBits(run(rows, seven).network(), one);
    assertThat(values(run(rows, eight).network()).get("output/kernel"))
        .isNotEqualTo(values(one).get("output/kernel"));
  }

  @Test
  void earlyStoppingReturnsTheBestWeights() {
    // Few rows, a third of the labels noise: what is learned late is learned by heart.
    CompactRows rows = SmallWorld.rows(100, 0.3, 1);
    CompactRows validation = SmallWorld.rows(200, 0.3, 2);
    TrainingOptions options =
        with(SmallWorld.options(Optimizer.adam(0.01f), 10, 1000), Long.MAX_VALUE, 3);
    RecordingListener listener = new RecordingListener();
    TrainingResult result =
        TrainingLoop.run(SmallWorld.network(), rows, validation, options, listener);
    List<Double> losses = listener.validationLosses;
    int best = losses.indexOf(losses.stream().min(Double::compare).orElseThrow());
    assertThat(best).as("place of the best epoch").isPositive();
    assertThat(result.epochs()).isEqualTo(losses.size()).isEqualTo(best + 1 + 3);
    assertThat(result.validationLoss()).isEqualTo(losses.get(best));
    assertThat(result.network().loss(validation.gather(LongStream.range(0, 200).toArray(), 0, 200)))
        .isEqualTo(result.validationLoss());
    assertSameBits(result.network(), run(rows, with(options, 10L * (best + 1), 0)).network());
  }

  @Test
  void patienceOutlivesEpochsThatAreNotBetter() {
    CompactRows rows = SmallWorld.rows(60, 0.6, 1);
    TrainingOptions options =
        with(SmallWorld.options(Optimizer.adam(0.02f), 10, 12), Long.MAX_VALUE, 1000);
    RecordingListener listener = new RecordingListener();
    TrainingResult result =
        TrainingLoop.run(
            SmallWorld.network(), rows, SmallWorld.rows(200, 0.6, 2), options, listener);
    assertThat(result.epochs()).isEqualTo(12);
    assertThat(result.validationLoss())
        .isEqualTo(listener.validationLosses.stream().min(Double::compare).orElseThrow());
  }

  @Test
  void anInterruptEndsTrainingWithinAStepAndStaysSet() {
    Network network = SmallWorld.network();
    RecordingListener listener =
        new RecordingListener() {
          @Override
          public void onStep(long step, double loss) {
            super.onStep(step, loss);
            if (step == 13) {
              Thread.currentThread().interrupt();
            }
          }
        };
    try {
      assertThatThrownBy(
              () ->
                  TrainingLoop.run(
                      network, SmallWorld.rows(100, 0, 1), null, SmallWorld.options(), listener))
          .isInstanceOf(TrainingInterruptedException.class)
          .hasMessage("training was interrupted after step 13 of epoch 2");
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    } finally {
      Thread.interrupted();
    }
    assertThat(listener.events).last().isEqualTo("step 13");
  }

  @Test
  void anInterruptDuringValidationEndsItToo() {
    RecordingRows validation = new RecordingRows(SmallWorld.rows(5000, 0, 2));
    EncodedRows interrupting =
        new EncodedRows() {
          @Override
          public InputLayout layout() {
            return validation.layout();
          }

          @Override
          public long rowCount() {
            return validation.rowCount();
          }

          @Override
          public EncodedBatch gather(long[] rows, int from, int to) {
            Thread.currentThread().interrupt();
            return validation.gather(rows, from, to);
          }
        };
    try {
      assertThatThrownBy(
              () ->
                  TrainingLoop.run(
                      SmallWorld.network(),
                      SmallWorld.rows(30, 0, 1),
                      interrupting,
                      SmallWorld.options(),
                      TrainingListener.NONE))
          .isInstanceOf(TrainingInterruptedException.class)
          .hasMessage("training was interrupted after step 3 of epoch 1");
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    } finally {
      Thread.interrupted();
    }
    assertThat(validation.batches).hasSize(1);
  }

  @Test
  void anInterruptFromAnotherThreadEndsEndlessTraining() throws InterruptedException {
    Throwable[] thrown = new Throwable[1];
    boolean[] flag = new boolean[1];
    Thread[] training = new Thread[1];
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void onStep(long step, double loss) {
            if (step == 50) {
              Thread other = new Thread(training[0]::interrupt);
              other.start();
            }
          }
        };
    TrainingOptions endless = SmallWorld.options(Optimizer.sgd(0.01f), 10, Integer.MAX_VALUE);
    training[0] =
        new Thread(
            () -> {
              try {
                TrainingLoop.run(
                    SmallWorld.network(), SmallWorld.rows(100, 0, 1), null, endless, listener);
              } catch (TrainingInterruptedException e) {
                thrown[0] = e;
                flag[0] = Thread.currentThread().isInterrupted();
              }
            });
    training[0].start();
    training[0].join(60_000);
    assertThat(thrown[0]).isInstanceOf(TrainingInterruptedException.class);
    assertThat(flag[0]).isTrue();
  }

  @Test
  void anExceptionFromTheListenerEndsTraining() {
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void onStep(long step, double loss) {
            throw new IllegalStateException("enough at step " + step);
          }
        };
    assertThatThrownBy(
            () ->
                TrainingLoop.run(
                    SmallWorld.network(),
                    SmallWorld.rows(30, 0, 1),
                    null,
                    SmallWorld.options(),
                    listener))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("enough at step 1");
  }

  @Test
  void tooGreatALearningRateIsNamedAsTheCauseOfDivergence() {
    for (Optimizer optimizer :
        List.of(Optimizer.sgd(1e6f), Optimizer.adagrad(1e20f), Optimizer.adam(1e20f))) {
      assertThatThrownBy(
              () -> run(SmallWorld.rows(100, 0, 1), SmallWorld.options(optimizer, 10, 50)))
          .isInstanceOf(TrainingDivergedException.class)
          .hasMessageMatching(
              "training diverged: the loss was (NaN|-?Infinity) at step \\d+ of epoch \\d+; "
                  + "try a smaller learning rate \\(it was "
                  + optimizer.learningRate()
                  + "\\) or look for numbers of very different size among the columns");
    }
  }

  @Test
  void numbersOfHugeSizeAreNamedAsTheCauseOfDivergence() {
    EncodedBatch huge = SmallWorld.batch(40, 0, 1);
    Arrays.fill(huge.floats(2), 3e38f);
    CompactRows rows = CompactRows.builder(SmallWorld.LAYOUT).addLabelled(huge).build();
    assertThatThrownBy(() -> run(rows, SmallWorld.options()))
        .isInstanceOf(TrainingDivergedException.class)
        .hasMessageMatching(
            "training diverged: .*step \\d of epoch 1; try a smaller learning rate \\(it was 0.1\\)"
                + " or look for numbers of very different size among the columns");
  }

  @Test
  void weightsThatTheLastStepMadeInfiniteAreNotReturned() {
    TrainingOptions options = with(SmallWorld.options(Optimizer.sgd(Float.MAX_VALUE), 10, 1), 1, 0);
    EncodedBatch batch = SmallWorld.batch(10, 0, 1);
    Arrays.fill(batch.floats(2), 1000f);
    CompactRows rows = CompactRows.builder(SmallWorld.LAYOUT).addLabelled(batch).build();
    assertThatThrownBy(() -> run(rows, options))
        .isInstanceOf(TrainingDivergedException.class)
        .hasMessageMatching(
            "training diverged: parameter '[a-z0-9/]+' held -?(Infinity|NaN) after step 1 of epoch"
                + " 1; try a smaller learning rate \\(it was 3.4028235E38\\) or look for numbers of"
                + " very different size among the columns");
  }

  @Test
  void refusesRowsWithoutAKnownLabel() {
    EncodedRows unlabelled =
        new EncodedRows() {
          @Override
          public InputLayout layout() {
            return SmallWorld.LAYOUT;
          }

          @Override
          public long rowCount() {
            return 1;
          }

          @Override
          public EncodedBatch gather(long[] rows, int from, int to) {
            EncodedBatch one = SmallWorld.batch(1, 0, 1);
            return new EncodedBatch(
                SmallWorld.LAYOUT,
                1,
                List.of(one.ids(0), one.ids(1), one.floats(2)),
                new int[] {EncodedBatch.UNKNOWN_LABEL});
          }
        };
    assertThatThrownBy(() -> run(unlabelled, SmallWorld.options()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "row 0 of the training batch: label must be in [0, 6), was -1;"
                + " leave out rows whose label is not known");
    assertThatThrownBy(
            () ->
                TrainingLoop.run(
                    SmallWorld.network(),
                    SmallWorld.rows(10, 0, 1),
                    unlabelled,
                    SmallWorld.options(),
                    TrainingListener.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "row 0 of the batch: label must be in [0, 6), was -1;"
                + " leave out rows whose label is not known");
  }

  @Test
  void refusesToTrainOnNothing() {
    CompactRows none = SmallWorld.rows(0, 0, 1);
    assertThatThrownBy(() -> run(none, SmallWorld.options()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("at least 1 training row with a known label is needed, had 0");
    assertThatThrownBy(
            () ->
                TrainingLoop.run(
                    SmallWorld.network(),
                    SmallWorld.rows(10, 0, 1),
                    none,
                    SmallWorld.options(),
                    TrainingListener.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("at least 1 validation row with a known label is needed, had 0");
    assertThatThrownBy(
            () -> run(SmallWorld.rows(10, 0, 1), with(SmallWorld.options(), Long.MAX_VALUE, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("early stopping needs validation rows, had none");
  }

  @Test
  void refusesValidationRowsOfAnotherLayoutBeforeTheFirstStep() {
    InputLayout other = new InputLayout(List.of(new FloatSlot("other", 1)));
    CompactRows rows =
        CompactRows.builder(other)
            .addLabelled(new EncodedBatch(other, 1, List.of(new float[1]), new int[1]))
            .build();
    RecordingListener listener = new RecordingListener();
    assertThatThrownBy(
            () ->
                TrainingLoop.run(
                    SmallWorld.network(),
                    SmallWorld.rows(10, 0, 1),
                    rows,
                    SmallWorld.options(),
                    listener))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the validation rows have another layout than the network: expected "
                + SmallWorld.LAYOUT
                + ", was "
                + other);
    assertThat(listener.events).isEmpty();
  }

  @Test
  void refusesOptionsOutOfRange() {
    assertRefused(0, 1, 1, 0, "batchSize must be at least 1, was 0");
    assertRefused(1, 0, 1, 0, "epochs must be at least 1, was 0");
    assertRefused(1, 1, 0, 0, "maxSteps must be at least 1, was 0");
    assertRefused(1, 1, 1, -1, "patience must be at least 0, was -1");
  }

  private static void assertRefused(
      int batchSize, int epochs, long maxSteps, int patience, String message) {
    assertThatThrownBy(
            () ->
                new TrainingOptions(
                    Optimizer.sgd(1f),
                    Regularization.NONE,
                    batchSize,
                    epochs,
                    maxSteps,
                    patience,
                    1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
