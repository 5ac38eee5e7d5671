package org.hybridrec.core.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.hybridrec.core.network.RandomCase.Kind;
import org.hybridrec.core.optimization.Optimizer;
import org.hybridrec.features.encoded.EncodedBatch;
import org.hybridrec.features.encoded.FloatSlot;
import org.hybridrec.features.encoded.IndicatorSlot;
import org.hybridrec.features.encoded.InputLayout;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sampled softmax against its formula in double, and against exact training. */
@Tag("kernels")
class SampledTrainerTest {

  /** A power of two so big that nearly all of a changed weight is gradient. */
  private static final float RATE = 0x1p20f;

  private static final InputLayout MIXED =
      new InputLayout(List.of(new FloatSlot("x", 4), new IndicatorSlot("i", 9)));

  private static RandomCase drawn(List<Integer> hidden, int classes, int rows, float l2) {
    Random random = new Random(Seed.of(SampledTrainerTest.class));
    return RandomCase.of(random, new NetworkShape(MIXED, hidden, classes), rows, l2);
  }

  private static NetworkTrainer trainer(
      Network network, Optimizer optimizer, float l2, int negatives, Workers workers) {
    return NetworkTrainer.sampled(
        network,
        optimizer,
        new Regularization(0f, 0f, l2),
        7,
        workers,
        SampledSoftmax.logUniform(negatives),
        new long[0]);
  }

  /**
   * The formula of {@link SampledSoftmax} for a network without hidden layers, in double: the loss
   * of a batch for the negatives of a step.
   */
  private static final class Reference {

    final double[][] x;
    final double[][] kernel;
    final double[] bias;
    final int[] labels;
    final int[] negatives;
    final double[] chances;

    /** What each row has of the whole weight. */
    final double[] shares;

    Reference(RandomCase drawn, int[] negatives, NegativeSampler sampler) {
      int rows = drawn.batch().rowCount();
      int classes = drawn.shape().classCount();
      int width = drawn.shape().layout().width();
      x = new double[rows][width];
      for (int row = 0; row < rows; row++) {
        for (int i = 0; i < 4; i++) {
          x[row][i] = drawn.batch().floats(0)[row * 4 + i];
        }
        var ids = drawn.batch().ids(1);
        for (int p = ids.offsets()[row]; p < ids.offsets()[row + 1]; p++) {
          x[row][4 + ids.ids()[p]] += ids.weight(p);
        }
      }
      float[] flat = drawn.parameters().get("output/kernel");
      kernel = new double[width][classes];
      for (int i = 0; i < width; i++) {
        for (int c = 0; c < classes; c++) {
          kernel[i][c] = flat[i * classes + c];
        }
      }
      bias = new double[classes];
      Arrays.setAll(bias, c -> drawn.parameters().get("output/bias")[c]);
      labels = IntStream.range(0, rows).map(drawn.batch()::label).toArray();
      this.negatives = negatives;
      shares = new double[rows];
      double sum = IntStream.range(0, rows).mapToDouble(drawn.batch()::weight).sum();
      Arrays.setAll(shares, row -> drawn.batch().weight(row) / sum);
      chances =
          IntStream.of(negatives).mapToDouble(c -> Math.exp(-sampler.correction(c))).toArray();
    }

    double logit(int row, int c) {
      double z = bias[c];
      for (int i = 0; i < x[row].length; i++) {
        z += x[row][i] * kernel[i][c];
      }
      return z;
    }

    double denominator(int row) {
      double sum = Math.exp(logit(row, labels[row]));
      for (int n = 0; n < negatives.length; n++) {
        sum += negatives[n] == labels[row] ? 0 : Math.exp(logit(row, negatives[n])) / chances[n];
      }
      return sum;
    }

    double loss() {
      double loss = 0;
      for (int row = 0; row < labels.length; row++) {
        loss += shares[row] * (Math.log(denominator(row)) - logit(row, labels[row]));
      }
      return loss;
    }

    /** The gradient of the loss in the logits [rows × classes]. */
    double[][] logitGradients() {
      double[][] dz = new double[labels.length][bias.length];
      for (int row = 0; row < labels.length; row++) {
        double sum = denominator(row);
        for (int n = 0; n < negatives.length; n++) {
          if (negatives[n] != labels[row]) {
            dz[row][negatives[n]] =
                shares[row] * Math.exp(logit(row, negatives[n])) / chances[n] / sum;
          }
        }
        dz[row][labels[row]] = shares[row] * (Math.exp(logit(row, labels[row])) / sum - 1);
      }
      return dz;
    }
  }

  @Test
  void theReferenceGradientIsThatOfCentralDifferences() {
    RandomCase drawn = drawn(List.of(), 12, 5, 0f);
    NegativeSampler sampler = NegativeSampler.logUniform(12, 5, 7);
    Reference reference = new Reference(drawn, sampler.draw(1), sampler);
    double[][] dz = reference.logitGradients();
    for (int c = 0; c < 12; c++) {
      double before = reference.bias[c];
      reference.bias[c] = before + 1e-5;
      double above = reference.loss();
      reference.bias[c] = before - 1e-5;
      double below = reference.loss();
      reference.bias[c] = before;
      double expected = 0;
      for (double[] row : dz) {
        expected += row[c];
      }
      assertThat((above - below) / 2e-5).isCloseTo(expected, within(1e-8));
    }
  }

  @ParameterizedTest
  @CsvSource({"3, 1, 2", "700, 9, 60", "1100, 130, 300", "1100, 70, 600", "513, 4, 512"})
  void aStepIsThatOfTheFormula(int classes, int rows, int negatives) {
    assertStep(drawn(List.of(), classes, rows, 0f), negatives);
  }

  @ParameterizedTest
  @CsvSource({"3, 1, 2", "700, 9, 60", "1100, 130, 300", "513, 4, 512"})
  void aStepOfWeightedRowsIsThatOfTheFormula(int classes, int rows, int negatives) {
    Random random = new Random(Seed.of(getClass()));
    assertStep(drawn(List.of(), classes, rows, 0f).weighted(random), negatives);
  }

  private static void assertStep(RandomCase drawn, int negatives) {
    int classes = drawn.shape().classCount();
    int rows = drawn.batch().rowCount();
    NegativeSampler sampler = NegativeSampler.logUniform(classes, negatives, 7);
    Reference reference = new Reference(drawn, sampler.draw(1), sampler);
    Network network = drawn.network();

    double loss =
        trainer(network, Optimizer.sgd(RATE), 0f, negatives, Workers.caller()).step(drawn.batch());

    assertThat(loss).isCloseTo(reference.loss(), within(2e-6 * Math.max(1, reference.loss())));
    double[][] dz = reference.logitGradients();
    float[] after = network.parameters().get(0).toArray();
    float[] bias = network.parameters().get(1).toArray();
    double greatest = 0.05;
    double worst = 0;
    for (int c = 0; c < classes; c++) {
      double biasGradient = 0;
      for (int i = 0; i < reference.kernel.length; i++) {
        double expected = 0;
        for (int row = 0; row < rows; row++) {
          expected += reference.x[row][i] * dz[row][c];
        }
        double actual = (reference.kernel[i][c] - after[i * classes + c]) / RATE;
        worst = Math.max(worst, Math.abs(actual - expected));
        greatest = Math.max(greatest, Math.abs(expected));
      }
      for (int row = 0; row < rows; row++) {
        biasGradient += dz[row][c];
      }
      worst = Math.max(worst, Math.abs((reference.bias[c] - bias[c]) / RATE - biasGradient));
    }
    assertThat(worst).isLessThanOrEqualTo(1e-5 * greatest);
  }

  @ParameterizedTest
  @CsvSource({"3, 1, 2, 0.1", "700, 9, 60, 0.01", "1100, 130, 300, 0.05"})
  void aClippedStepIsThatOfTheFormulaScaled(int classes, int rows, int negatives, float clip) {
    assertClipped(drawn(List.of(), classes, rows, 0f), negatives, clip);
    Random random = new Random(Seed.of(getClass()));
    assertClipped(drawn(List.of(), classes, rows, 0f).weighted(random), negatives, clip);
  }

  private static void assertClipped(RandomCase drawn, int negatives, float clip) {
    int classes = drawn.shape().classCount();
    NegativeSampler sampler = NegativeSampler.logUniform(classes, negatives, 7);
    double[][] dz = new Reference(drawn, sampler.draw(1), sampler).logitGradients();
    double norm =
        Math.sqrt(Arrays.stream(dz).flatMapToDouble(Arrays::stream).map(g -> g * g).sum());
    assertThat(norm).isGreaterThan(clip);
    Network network = drawn.network();

    trainer(network, Optimizer.sgd(RATE), 0f, negatives, Workers.caller())
        .step(drawn.batch(), new StepSize(RATE, clip));

    float[] before = drawn.parameters().get("output/bias");
    float[] after = network.parameters().get(1).toArray();
    for (int c = 0; c < classes; c++) {
      double expected = 0;
      for (double[] row : dz) {
        expected += row[c] * clip / norm;
      }
      assertThat(((double) before[c] - after[c]) / RATE).isCloseTo(expected, within(1e-5 * clip));
    }
  }

  /** Below the output layer, too: with all classes drawn it is exact training. */
  @Test
  void withAllClassesDrawnAClippedStepIsThatOfExactTraining() {
    RandomCase drawn = drawn(List.of(6, 5), 700, 30, 0.01f);
    Network exact = drawn.network();
    Network sampled = drawn.network();
    Regularization penalty = new Regularization(0f, 0f, 0.01f);
    StepSize size = new StepSize(0.1f, 0.03f);
    NetworkTrainer one = new NetworkTrainer(exact, Optimizer.sgd(0.1f), penalty, 7);
    NetworkTrainer other = trainer(sampled, Optimizer.sgd(0.1f), 0.01f, 700, Workers.caller());
    for (int step = 0; step < 3; step++) {
      one.step(drawn.batch(), size);
      other.step(drawn.batch(), size);
    }
    for (int p = 0; p < exact.parameters().size(); p++) {
      assertThat(sampled.parameters().get(p).toArray())
          .containsExactly(exact.parameters().get(p).toArray(), within(1e-6f));
      assertThat(exact.parameters().get(p).toArray())
          .isNotEqualTo(drawn.parameters().get(exact.parameters().get(p).name()));
    }
  }

  @Test
  void classesThatAreNeitherDrawnNorLabelsKeepTheirWeights() {
    RandomCase drawn = drawn(List.of(6), 2000, 20, 0.1f);
    Network network = drawn.network();
    NetworkTrainer trainer = trainer(network, Optimizer.adam(0.1f), 0.1f, 50, Workers.caller());
    NegativeSampler sampler = NegativeSampler.logUniform(2000, 50, 7);
    boolean[] touched = new boolean[2000];
    for (int step = 1; step <= 3; step++) {
      trainer.step(drawn.batch());
      Arrays.stream(sampler.draw(step)).forEach(c -> touched[c] = true);
    }
    IntStream.range(0, 20).forEach(row -> touched[drawn.batch().label(row)] = true);
    float[] before = drawn.parameters().get("output/kernel");
    float[] after = network.parameters().get(2).toArray();
    int changed = 0;
    for (int i = 0; i < before.length; i++) {
      if (touched[i % 2000]) {
        changed += before[i] != after[i] ? 1 : 0;
      } else {
        assertThat(after[i]).isEqualTo(before[i]);
      }
    }
    assertThat(changed).isGreaterThan(6 * 80);
  }

  @Test
  void withAllClassesDrawnItIsExactTraining() {
    Random random = new Random(Seed.of(getClass()));
    for (int i = 0; i < 60; i++) {
      Kind kind = Kind.all().get(random.nextInt(400));
      RandomCase drawn =
          RandomCase.draw(random, kind, 1 + random.nextInt(9), 1 + random.nextInt(9));
      Network exact = drawn.network();
      Network sampled = drawn.network();
      Regularization regularization = new Regularization(0f, 0f, drawn.l2());
      NetworkTrainer one =
          new NetworkTrainer(exact, Optimizer.adagrad(0.1f), regularization, 7, Workers.caller());
      NetworkTrainer other =
          trainer(sampled, Optimizer.adagrad(0.1f), drawn.l2(), 100, Workers.caller());
      for (int step = 0; step < 3; step++) {
        double loss = one.step(drawn.batch());
        assertThat(other.step(drawn.batch()))
            .as("%s", drawn)
            .isCloseTo(loss, within(1e-5 * Math.max(1, loss)));
      }
      for (int p = 0; p < exact.parameters().size(); p++) {
        float[] expected = exact.parameters().get(p).toArray();
        float[] actual = sampled.parameters().get(p).toArray();
        for (int j = 0; j < expected.length; j++) {
          assertThat(actual[j]).as("%s", drawn).isCloseTo(expected[j], within(2e-4f));
        }
      }
    }
  }

  /** The mean of the estimated denominators is the exact one. */
  @Test
  void theDenominatorIsRightInTheMean() {
    RandomCase drawn = drawn(List.of(), 400, 1, 0f);
    NegativeSampler sampler = NegativeSampler.logUniform(400, 40, 7);
    int steps = 4000;
    double sum = 0;
    double squares = 0;
    for (int step = 1; step <= steps; step++) {
      double one = new Reference(drawn, sampler.draw(step), sampler).denominator(0);
      sum += one;
      squares += one * one;
    }
    double mean = sum / steps;
    double error = Math.sqrt((squares / steps - mean * mean) / steps);
    int[] all = IntStream.range(0, 400).toArray();
    NegativeSampler certain = NegativeSampler.logUniform(400, 400, 7);
    assertThat(mean)
        .isCloseTo(new Reference(drawn, all, certain).denominator(0), within(5 * error));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 7})
  void theNumberOfThreadsChangesNoBit(int threads) {
    RandomCase drawn = drawn(List.of(5, 6), 3000, 150, 0.01f);
    Map<String, float[]> expected = trained(drawn, Workers.caller());
    try (Workers workers = Workers.threads(threads)) {
      Map<String, float[]> actual = trained(drawn, workers);
      expected.forEach((name, values) -> assertThat(actual.get(name)).containsExactly(values));
    }
  }

  private static Map<String, float[]> trained(RandomCase drawn, Workers workers) {
    Network network = drawn.network();
    NetworkTrainer trainer = trainer(network, Optimizer.adam(0.01f), 0.01f, 900, workers);
    for (int step = 0; step < 4; step++) {
      EncodedBatch batch = step % 2 == 0 ? drawn.batch() : drawn.batch().slice(0, 70);
      assertThat(trainer.step(batch, new StepSize(0.01f, 0.02f))).isFinite();
    }
    Map<String, float[]> values = new LinkedHashMap<>();
    network.parameters().forEach(one -> values.put(one.name(), one.toArray()));
    return values;
  }

  @Test
  void aStepWhoseLossIsNotFiniteChangesNothing() {
    RandomCase drawn = drawn(List.of(3), 900, 4, 0f);
    drawn.parameters().get("hidden/0/bias")[0] = Float.NaN;
    Network network = drawn.network();
    float[] before = network.parameters().get(2).toArray();
    NetworkTrainer trainer = trainer(network, Optimizer.sgd(1f), 0f, 20, Workers.caller());

    assertThat(trainer.step(drawn.batch())).isNaN();

    assertThat(network.parameters().get(2).toArray()).containsExactly(before);
    assertThat(trainer.steps()).isZero();
  }
}
