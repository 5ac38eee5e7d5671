package org.hybridrec.core.network;

import org.hybridrec.core.optimization.UpdateRule;

/** How one training step changes weights: the penalty's gradient, then the optimizer's rule. */
record UpdateStep(UpdateRule rule, float l2) {

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
