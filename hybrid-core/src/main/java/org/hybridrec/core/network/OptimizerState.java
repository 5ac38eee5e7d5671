package org.hybridrec.core.network;

import java.util.Arrays;
import org.hybridrec.core.optimization.Optimizer;

/** Allocates what an optimizer remembers about weights. */
final class OptimizerState {

  private OptimizerState() {}

  /** Returns the state of an array of weights: [state count × length]. */
  static float[][] of(Optimizer optimizer, int length) {
    float[][] state = new float[optimizer.stateCount()][length];
    for (float[] numbers : state) {
      Arrays.fill(numbers, optimizer.initialState());
    }
    return state;
  }

  /** Returns the states of the rows of a matrix. */
  static float[][][] of(Optimizer optimizer, float[][] rows) {
    float[][][] states = new float[rows.length][][];
    for (int i = 0; i < rows.length; i++) {
      states[i] = of(optimizer, rows[i].length);
    }
    return states;
  }
}
