package org.hybridrec.core.optimization;

/** What an {@link Optimizer} does to weights at one step. Immutable and thread-safe. */
@FunctionalInterface
public interface UpdateRule {

  /**
   * Updates a range of weights and their states.
   *
   * @param weights weights {@code offset … offset + length - 1} are changed
   * @param offset where the range starts, in the weights and in each state array
   * @param gradient the gradient; not changed
   * @param gradientOffset where the range starts in the gradient
   * @param state {@link Optimizer#stateCount()} arrays, each laid out as the weights are
   * @param length number of weights
   */
  void update(
      float[] weights,
      int offset,
      float[] gradient,
      int gradientOffset,
      float[][] state,
      int length);
}
