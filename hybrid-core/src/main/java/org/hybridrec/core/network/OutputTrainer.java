package org.hybridrec.core.network;

/** Trains the output layer: the loss of a batch first, then, if it is finite, the update. */
interface OutputTrainer {

  /** Names the states of the layer's weights. */
  void states(StatesByWeights all);

  /** Returns the mean loss of the rows. */
  double loss(LayerInput input, int[] labels, long step);

  /**
   * Updates the layer by the batch whose loss was computed last.
   *
   * @return gradient of the input's first units [rows × input.gradientWidth]
   */
  float[][] backward(LayerInput input, int[] labels, UpdateStep step);
}
