package org.hybridrec.core.network;

import java.util.IdentityHashMap;

/** Finds the optimizer's state of an array of weights by the array itself. */
final class StatesByWeights {

  private final IdentityHashMap<Object, float[][]> states = new IdentityHashMap<>();

  void put(float[] weights, float[][] statesOfWeights) {
    states.put(weights, statesOfWeights);
  }

  /** Puts a matrix whose rows have states of their own. */
  void put(float[][] rows, float[][][] statesOfRows) {
    for (int row = 0; row < rows.length; row++) {
      put(rows[row], statesOfRows[row]);
    }
  }

  float[] of(float[] weights, int number) {
    float[][] found = states.get(weights);
    if (found == null) {
      throw new IllegalStateException("weights that nobody trains");
    }
    return found[number];
  }
}
