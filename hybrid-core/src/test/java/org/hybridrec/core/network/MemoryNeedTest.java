package org.hybridrec.core.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.hybridrec.core.optimization.Optimizer;
import org.hybridrec.features.encoded.Combiner;
import org.hybridrec.features.encoded.EmbeddingSlot;
import org.hybridrec.features.encoded.EncodedBatch;
import org.hybridrec.features.encoded.FloatSlot;
import org.hybridrec.features.encoded.InputLayout;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryNeedTest {

  private static NetworkShape shape(int items, int classes) {
    InputLayout layout =
        new InputLayout(
            List.of(
                new EmbeddingSlot(
                    "a", "a", items, 16, Combiner.MEAN, Float.POSITIVE_INFINITY, true, false),
                new FloatSlot("x", 40)));
    return new NetworkShape(layout, List.of(128, 64), classes);
  }

  private static long allocated() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  /** Everything that a network and its first step allocate is little more than the formula. */
  @ParameterizedTest
  @CsvSource({
    "900, 600, 32, false, 0",
    "100, 16000, 128, false, 0",
    "20000, 40000, 128, true, 0",
    "100, 90000, 512, false, 0",
    "100, 60000, 64, true, 700",
    "30000, 200000, 256, false, 3000"
  })
  void whatIsAllocatedIsWhatTheFormulaSays(
      int items, int classes, int rows, boolean adam, int negatives) {
    NetworkShape shape = shape(items, classes);
    Optimizer optimizer = adam ? Optimizer.adam(0.001f) : Optimizer.adagrad(0.1f);
    SampledSoftmax sampled = negatives == 0 ? null : SampledSoftmax.logUniform(negatives);
    EncodedBatch batch = batch(items, classes, rows);
    step(shape(9, 20), optimizer, sampled, batch(9, 20, 2));
    long before = allocated();

    step(shape, optimizer, sampled, batch);

    long bytes = allocated() - before;
    long need = MemoryNeed.of(shape, optimizer, rows, 1, false, sampled).total();
    assertThat((double) bytes / need).as("%s of %s", bytes, need).isBetween(0.87, 1.15);
  }

  private static EncodedBatch batch(int items, int classes, int rows) {
    // A small network of the same layout, so that drawing the case is cheap.
    NetworkShape drawn = new NetworkShape(shape(items, classes).layout(), List.of(1), classes);
    return RandomCase.of(new Random(1), drawn, rows, 0f).batch();
  }

  private static void step(
      NetworkShape shape,
      Optimizer optimizer,
      @Nullable SampledSoftmax sampled,
      EncodedBatch batch) {
    Network network = Network.initialise(shape, 1, Map.of());
    Workers caller = Workers.caller();
    NetworkTrainer trainer =
        sampled == null
            ? new NetworkTrainer(network, optimizer, Regularization.NONE, 1, caller)
            : NetworkTrainer.sampled(
                network, optimizer, Regularization.NONE, 1, caller, sampled, new long[0]);
    assertThat(trainer.step(batch)).isFinite();
  }

  @Test
  void earlyStoppingKeepsTheWeightsTwiceMore() {
    NetworkShape shape = shape(1000, 5000);
    MemoryNeed without = MemoryNeed.of(shape, Optimizer.sgd(1f), 64, 2, false, null);
    MemoryNeed with = MemoryNeed.of(shape, Optimizer.sgd(1f), 64, 2, true, null);
    assertThat(without.best()).isZero();
    assertThat(without.optimizerState()).isZero();
    assertThat(with.best()).isEqualTo(with.weights() + 4 * shape.parameterCount());
    assertThat(with.total()).isEqualTo(without.total() + with.best());
  }

  @Test
  void eachThreadAndEachRowTakesMore() {
    NetworkShape shape = shape(1000, 5000);
    Optimizer sgd = Optimizer.sgd(1f);
    long one = MemoryNeed.of(shape, sgd, 64, 1, false, null).step();
    assertThat(MemoryNeed.of(shape, sgd, 64, 2, false, null).step()).isGreaterThan(one);
    assertThat(MemoryNeed.of(shape, sgd, 65, 1, false, null).step()).isGreaterThan(one);
  }

  @Test
  void whatDoesNotFitIsRefusedWithBothNumbersAndTheParts() {
    MemoryNeed need = new MemoryNeed(400_000_000, 200_000_000, 0, 1_000_000);
    need.require(601_000_000);
    assertThatThrownBy(() -> need.require(600_999_999))
        .isInstanceOf(InsufficientMemoryException.class)
        .hasMessage(
            "training needs 601000000 bytes (601.0 MB), the heap may grow to 600999999 (601.0 MB):"
                + " weights 400.0 MB, optimizer state 200.0 MB, best weights of early stopping 0.0"
                + " MB, a step 1.0 MB; give the JVM more (-Xmx), or take fewer classes, fewer"
                + " buckets, narrower embeddings or hidden layers, smaller batches");
  }
}
