package org.hybridrec.core.optimization;

/**
 * Stochastic gradient descent: w −= lr·g. Immutable.
 *
 * @param learningRate lr, positive and finite
 */
public record Sgd(float learningRate) implements Optimizer {

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if the learning rate is not a positive, finite number
   */
  public Sgd {
    Checks.requirePositive("sgd", "learningRate", learningRate);
  }

  @Override
  public Sgd withLearningRate(float newLearningRate) {
    return new Sgd(newLearningRate);
  }

  @Override
  public int stateCount() {
    return 0;
  }

  @Override
  public float initialState() {
    return 0f;
  }

  @Override
  public UpdateRule rule(long step, float rate) {
    ArrayRule rule = (weights, gradient, state, length) -> update(weights, gradient, length, -rate);
    return rule.onRanges();
  }

  private static void update(float[] weights, float[] gradient, int length, float minusRate) {
    for (int i = 0; i < length; i++) {
      weights[i] = Math.fma(minusRate, gradient[i], weights[i]);
    }
  }
}
