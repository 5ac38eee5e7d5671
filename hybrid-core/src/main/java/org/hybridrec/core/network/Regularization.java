package org.hybridrec.core.network;

/**
 * What keeps training from learning rows by heart. Immutable.
 *
 * <p>Dropout is inverted: what is kept is scaled by 1/(1 − rate), so inference needs no scaling.
 * Which unit is dropped is a formula of seed, step, row of the batch and unit.
 *
 * @param embeddingDropout chance that a unit of a combined embedding is dropped, in [0, 1)
 * @param hiddenDropout chance that the output of a hidden unit is dropped, in [0, 1)
 * @param l2 λ of the penalty ½·λ·Σ w², at least 0; w are the kernels of all layers, and those rows
 *     of embedding tables (and of the first kernel, for indicators) that a batch touches. Biases
 *     are not penalised, and the loss that is reported does not hold the penalty
 */
public record Regularization(float embeddingDropout, float hiddenDropout, float l2) {

  /** No dropout, no penalty. */
  public static final Regularization NONE = new Regularization(0f, 0f, 0f);

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if one of them is outside its range
   */
  public Regularization {
    requireRate("embeddingDropout", embeddingDropout);
    requireRate("hiddenDropout", hiddenDropout);
    if (!(l2 >= 0 && l2 < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("l2 must be at least 0 and finite, was " + l2);
    }
  }

  private static void requireRate(String name, float rate) {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException(name + " must be at least 0 and less than 1, was " + rate);
    }
  }
}
