package org.hybridrec.core.optimization;

/**
 * Adam in the form of Keras, with ε outside the corrected root: m += (1−β₁)(g−m), v +=
 * (1−β₂)(g²−v), w −= lr·√(1−β₂ᵗ)/(1−β₁ᵗ) · m/(√v+ε). State: m and v, both from 0. Immutable.
 *
 * <p>On embedding rows, and on the kernel rows that indicators look up, it is lazy: a row that a
 * batch does not touch keeps its weights and moments, and t counts all steps of the training, not
 * those of the row.
 *
 * <p>Moments that decay for want of gradients would end as denormal numbers, on which processors
 * are many times slower. v is kept at 1e-36 at least (√v is then far below ε) and m loses what is
 * below 1e-32: neither can be seen in a weight.
 *
 * <p>Source: D. Kingma, J. Ba, <i>Adam: A Method for Stochastic Optimization</i>, ICLR 2015,
 * section 2, last paragraph.
 *
 * @param learningRate lr, positive and finite
 * @param beta1 decay of the mean, in [0, 1)
 * @param beta2 decay of the variance, in [0, 1)
 * @param epsilon ε, at least 1e-10
 */
public record Adam(float learningRate, float beta1, float beta2, float epsilon)
    implements Optimizer {

  private static final float SMALLEST_VARIANCE = 1e-36f;

  /** Added and taken off again, it rounds a mean to a multiple of 2^-107. */
  private static final float ROUNDING = 1e-25f;

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if one of them is outside its range
   */
  public Adam {
    Checks.requirePositive("adam", "learningRate", learningRate);
    Checks.requireFraction("adam", "beta1", beta1);
    Checks.requireFraction("adam", "beta2", beta2);
    if (!(epsilon >= 1e-10f && epsilon < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "adam: epsilon must be finite and at least 1.0E-10, was " + epsilon);
    }
  }

  @Override
  public Adam withLearningRate(float newLearningRate) {
    return new Adam(newLearningRate, beta1, beta2, epsilon);
  }

  /**
   * Returns the same rule with other decays.
   *
   * @throws IllegalArgumentException if one of them is not in [0, 1)
   */
  public Adam withBetas(float newBeta1, float newBeta2) {
    return new Adam(learningRate, newBeta1, newBeta2, epsilon);
  }

  /**
   * Returns the same rule with another ε.
   *
   * @throws IllegalArgumentException if it is less than 1e-10 or not finite
   */
  public Adam withEpsilon(float newEpsilon) {
    return new Adam(learningRate, beta1, beta2, newEpsilon);
  }

  @Override
  public int stateCount() {
    return 2;
  }

  @Override
  public float initialState() {
    return 0f;
  }

  /** A step's learning rate, corrected for the moments' start at zero. */
  private float corrected(float rate, long step) {
    double variance = 1 - StrictMath.pow(beta2, (double) step);
    double mean = 1 - StrictMath.pow(beta1, (double) step);
    return (float) (rate * StrictMath.sqrt(variance) / mean);
  }

  @Override
  public UpdateRule rule(long step, float rateOfStep) {
    float rate = corrected(rateOfStep, step);
    ArrayRule rule =
        (weights, gradient, state, length) ->
            update(weights, gradient, state[0], state[1], length, rate);
    return rule.onRanges();
  }

  private void update(
      float[] weights, float[] gradient, float[] means, float[] variances, int length, float rate) {
    float takeMean = 1 - beta1;
    float takeVariance = 1 - beta2;
    float tiny = epsilon;
    for (int i = 0; i < length; i++) {
      float g = gradient[i];
      float m = (Math.fma(takeMean, g - means[i], means[i]) + ROUNDING) - ROUNDING;
      float change = Math.fma(g, g, -variances[i]);
      float v = Math.max(Math.fma(takeVariance, change, variances[i]), SMALLEST_VARIANCE);
      means[i] = m;
      variances[i] = v;
      weights[i] -= rate * m / ((float) Math.sqrt(v) + tiny);
    }
  }
}
