package org.hybridrec.core.optimization;

import java.util.Arrays;

/**
 * A rule on whole arrays from index 0: only such loops are vectorized by the JVM's compiler, for an
 * index that is a sum stops it.
 */
@FunctionalInterface
interface ArrayRule {

  /** Updates weights 0 … length - 1. */
  void apply(float[] weights, float[] gradient, float[][] state, int length);

  /** Returns the rule on ranges; a range that begins elsewhere is copied out and back. */
  default UpdateRule onRanges() {
    return (weights, offset, gradient, gradientOffset, state, length) -> {
      if (offset == 0 && gradientOffset == 0) {
        apply(weights, gradient, state, length);
      } else {
        float[] part = Arrays.copyOfRange(weights, offset, offset + length);
        float[][] partOfState = new float[state.length][];
        Arrays.setAll(partOfState, n -> Arrays.copyOfRange(state[n], offset, offset + length));
        apply(
            part,
            Arrays.copyOfRange(gradient, gradientOffset, gradientOffset + length),
            partOfState,
            length);
        System.arraycopy(part, 0, weights, offset, length);
        for (int n = 0; n < state.length; n++) {
          System.arraycopy(partOfState[n], 0, state[n], offset, length);
        }
      }
    };
  }
}
