package org.hybridrec.core.network;

/**
 * How far one training step goes. Immutable.
 *
 * <p>With a limit every block of parameters has its gradient clipped on its own: if the norm is
 * greater than the limit, the gradient is multiplied by limit / norm. The blocks are
 *
 * <ul>
 *   <li>the output layer, by the norm of the gradient in its logits [rows × classes]: what is
 *       clipped goes on to the layer's weights and to the layers below. With the mean loss of B
 *       rows that norm is at most √(2/B), and with rows of weights w at most √(2·Σw²)/Σw, so that a
 *       limit above leaves it alone;
 *   <li>each hidden layer, by the norm of the gradient in its kernel and bias together;
 *   <li>each embedding table, by the norm of the gradient in the rows that the batch touches.
 * </ul>
 *
 * The gradient of the L2 penalty is added after that. Norms are sums of squares in double, in an
 * order of their own: the same bits for all kernels and any number of threads.
 *
 * <p>Source: R. Pascanu, T. Mikolov, Y. Bengio, <i>On the difficulty of training recurrent neural
 * networks</i>, ICML 2013, algorithm 1, by block.
 *
 * @param learningRate the rate of the step, at least 0 and finite
 * @param gradientClip the greatest norm of a block's gradient, positive; infinite for none
 */
public record StepSize(float learningRate, float gradientClip) {

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if one of them is outside its range
   */
  public StepSize {
    if (!(learningRate >= 0 && learningRate < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "learningRate of a step must be at least 0 and finite, was " + learningRate);
    }
    if (!(gradientClip > 0)) {
      throw new IllegalArgumentException("gradientClip must be positive, was " + gradientClip);
    }
  }

  /** Returns a step without clipping. */
  public static StepSize of(float learningRate) {
    return new StepSize(learningRate, Float.POSITIVE_INFINITY);
  }
}
