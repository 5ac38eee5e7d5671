package org.hybridrec.core.network;

import java.util.Objects;

/**
 * The denominator of a softmax, collected from logits that come piece by piece: their greatest, m,
 * and Σ exp(z − m). Turns a logit into its probability. Mutable, for one thread. The same logits in
 * the same pieces give the same bits on every JVM.
 */
public final class SoftmaxSum {

  /** Logits whose exponentials are summed in floats. */
  private static final int PIECE = SoftmaxLayer.TILE;

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
    float[] exponentials = new float[Rows.padded(Math.min(PIECE, count))];
    float[] spare = new float[exponentials.length];
    Kernels kernels = KernelChoice.CHOSEN;
    for (int from = offset; from < offset + count; from += PIECE) {
      int length = Math.min(PIECE, offset + count - from);
      float greatest = kernels.max(logits, from, length);
      add(greatest, kernels.exp(logits, from, exponentials, spare, length, greatest));
    }
  }

  /** Adds logits whose greatest, m, and Σ exp(z − m) are known. */
  void add(float greatest, float sumOfPiece) {
    if (greatest > max) {
      sum = sum == 0 ? sumOfPiece : sum * Exponential.exp(max - greatest) + sumOfPiece;
      max = greatest;
    } else if (greatest != Float.NEGATIVE_INFINITY) {
      sum += (double) sumOfPiece * Exponential.exp(greatest - max);
    }
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
