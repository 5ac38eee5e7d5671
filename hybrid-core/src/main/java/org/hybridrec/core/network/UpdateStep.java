package org.hybridrec.core.network;

import org.hybridrec.core.optimization.UpdateRule;

/**
 * How one training step changes weights: a block's gradient is clipped, then comes the penalty's
 * gradient, then the optimizer's rule.
 *
 * @param clip greatest norm of a block's gradient; infinite for any
 */
record UpdateStep(UpdateRule rule, float l2, float clip) {

  /** Returns whether the norms of gradients are needed. */
  boolean clips() {
    return clip < Float.POSITIVE_INFINITY;
  }

  /**
   * Returns what a block's gradient is multiplied with, given the sum of its squares: clip/norm
   * where the norm is greater. A norm that is not finite has no direction; such a gradient is left
   * to the checks of the training.
   */
  float scale(double squares) {
    double norm = Math.sqrt(squares);
    return norm > clip && norm < Double.POSITIVE_INFINITY ? (float) (clip / norm) : 1f;
  }

  /** Updates weights whose kind is penalised; the gradient is changed. */
  void penalised(float[] weights, int offset, float[] gradient, float[][] state, int length) {
    if (l2 != 0f) {
      for (int j = 0; j < length; j++) {
        gradient[j] = Math.fma(l2, weights[offset + j], gradient[j]);
      }
    }
    rule.update(weights, offset, gradient, 0, state, length);
  }

  /** Updates a bias. */
  void bias(float[] bias, float[] gradient, float[][] state, int length) {
    rule.update(bias, 0, gradient, 0, state, length);
  }
}
