package org.hybridrec.benchmarks;

import java.util.Map;

/**
 * Something that trains and serves the network of a {@link ReferenceStep}. What a step needs beyond
 * the weights (batches in the engine's own memory, compiled graphs) is made before the first one.
 * For one thread; uses as many of its own as it was given.
 */
interface Engine extends AutoCloseable {

  /** Returns what it is: versions, thread counts, kernel. */
  Map<String, String> facts();

  /**
   * Makes one training step.
   *
   * @param batch number of the batch, from 0
   * @return the mean cross-entropy of the batch before the step
   */
  float step(int batch);

  /**
   * Finds the most probable classes of one row. The row comes as numbers of Java and so does the
   * answer; what lies between is the engine's business.
   *
   * @param row number of the row, from 0
   * @param k how many classes
   */
  BestClasses recommend(int row, int k);

  @Override
  void close();
}
