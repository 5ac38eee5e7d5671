package org.hybridrec.core.network;

import java.util.Objects;

/**
 * The denominator of a softmax, collected from logits that come piece by piece: their greatest, m,
 * and Σ exp(z − m). Turns a logit into its probability. Mutable, for one thread. The same logits in
 * the same pieces give the same bits on every JVM.
 */
public final class SoftmaxSum {

  private float max = Float.NEGATIVE_INFINITY;
  private double sum;

  /** Makes a sum of no logits. */
  public SoftmaxSum() {}

  /**
   * Adds some logits.
   *
   * @param logits holds them at {@code offset … offset + count - 1}
   * @param offset where they begin
   * @param count how many
   * @throws IndexOutOfBoundsException if the array does not hold that range
   */
  public void add(float[] logits, int offset, int count) {
    Objects.checkFromIndexSize(offset, count, logits.length);
    float greatest = max;
    for (int i = offset; i < offset + count; i++) {
      greatest = Math.max(greatest, logits[i]);
    }
    if (greatest > max) {
      sum = sum == 0 ? 0 : sum * Exponential.exp(max - greatest);
      max = greatest;
    }
    double added = 0;
    for (int i = offset; i < offset + count; i++) {
      added += Exponential.exp(logits[i] - max);
    }
    sum += added;
  }

  /** Returns the probability of the class with that logit, which must be one of those added. */
  public float probability(float logit) {
    return (float) (Exponential.exp(logit - max) / sum);
  }

  /** Returns the natural logarithm of the probability of the class with that logit. */
  public double logProbability(float logit) {
    return (double) logit - max - StrictMath.log(sum);
  }
}
