package org.hybridrec.core.optimization;

/**
 * Adagrad as TensorFlow has it, without an epsilon: a += g², w −= lr·g/√a. State: the accumulator
 * a. Immutable.
 *
 * <p>Source: J. Duchi, E. Hazan, Y. Singer, <i>Adaptive Subgradient Methods for Online Learning and
 * Stochastic Optimization</i>, JMLR 12 (2011), the diagonal form.
 *
 * @param learningRate lr, positive and finite
 * @param initialAccumulator what a starts with, positive and finite
 */
public record Adagrad(float learningRate, float initialAccumulator) implements Optimizer {

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if one of them is not a positive, finite number
   */
  public Adagrad {
    Checks.requirePositive("adagrad", "learningRate", learningRate);
    Checks.requirePositive("adagrad", "initialAccumulator", initialAccumulator);
  }

  @Override
  public Adagrad withLearningRate(float newLearningRate) {
    return new Adagrad(newLearningRate, initialAccumulator);
  }

  /**
   * Returns the same rule with another initial accumulator.
   *
   * @throws IllegalArgumentException if it is not a positive, finite number
   */
  public Adagrad withInitialAccumulator(float newInitialAccumulator) {
    return new Adagrad(learningRate, newInitialAccumulator);
  }

  @Override
  public int stateCount() {
    return 1;
  }

  @Override
  public float initialState() {
    return initialAccumulator;
  }

  @Override
  public UpdateRule rule(long step, float rate) {
    ArrayRule rule =
        (weights, gradient, state, length) -> update(weights, gradient, state[0], length, rate);
    return rule.onRanges();
  }

  private static void update(
      float[] weights, float[] gradient, float[] accumulator, int length, float rate) {
    for (int i = 0; i < length; i++) {
      float g = gradient[i];
      float a = Math.fma(g, g, accumulator[i]);
      accumulator[i] = a;
      weights[i] -= rate * g / (float) Math.sqrt(a);
    }
  }
}
