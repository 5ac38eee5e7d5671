package org.hybridrec.core;

/** Logits to probabilities. */
final class Softmax {

  private Softmax() {}

  /** Replaces logits by probabilities and returns the array. */
  static float[] inPlace(float[] logits) {
    double max = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      max = Math.max(max, logit);
    }
    double sum = 0;
    for (float logit : logits) {
      sum += StrictMath.exp(logit - max);
    }
    for (int i = 0; i < logits.length; i++) {
      logits[i] = (float) (StrictMath.exp(logits[i] - max) / sum);
    }
    return logits;
  }
}
