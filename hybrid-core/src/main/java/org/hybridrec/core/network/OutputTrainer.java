package org.hybridrec.core.network;

/** Trains the output layer: the loss of a batch first, then, if it is finite, the update. */
interface OutputTrainer {

  /** Names the states of the layer's weights. */
  void states(StatesByWeights all);

  /** Returns the mean loss of the rows, weighted; the sum of the weights must be positive. */
  double loss(LayerInput input, int[] labels, RowWeights weights, long step);

  /**
   * Updates the layer by the batch whose loss was computed last.
   *
   * @param next takes the gradient of the input's first units [rows × input.gradientWidth], in
   *     blocks of {@link Network#ROW_BLOCK} rows, each once, from any worker
   * @return that gradient
   */
  float[][] backward(LayerInput input, int[] labels, UpdateStep step, RowGradients next);
}
