package org.hybridrec.core.optimization;

/**
 * A rule by which a gradient changes weights. Immutable and thread-safe: what it remembers about a
 * weight lies in state arrays that the caller keeps beside the weights.
 *
 * <pre>{@code
 * Optimizer optimizer = Optimizer.adagrad(0.1f).withInitialAccumulator(0.2f);
 * }</pre>
 *
 * <p>The rule is applied to each weight on its own, so a block may be updated whole, in ranges, in
 * any order, or (an embedding table) only in the rows that a batch touched. What has no gradient is
 * then left as it is, its state too: {@link Adam} is lazy on embedding rows.
 */
public sealed interface Optimizer permits Adagrad, Adam, Sgd {

  /** Returns the learning rate. */
  float learningRate();

  /**
   * Returns the same rule with another learning rate.
   *
   * @throws IllegalArgumentException if it is not a positive, finite number
   */
  Optimizer withLearningRate(float learningRate);

  /** Returns how many numbers a weight's state has: 0 to 2. */
  int stateCount();

  /** Returns the value that every number of every state starts with. */
  float initialState();

  /**
   * Returns what this optimizer does at a step, at its own learning rate.
   *
   * @param step number of the update in the whole training, from 1
   */
  default UpdateRule rule(long step) {
    return rule(step, learningRate());
  }

  /**
   * Returns what this optimizer does at a step, at another learning rate.
   *
   * @param step number of the update in the whole training, from 1
   * @param learningRate the rate of this step, at least 0 and finite
   */
  UpdateRule rule(long step, float learningRate);

  /**
   * Returns {@link Adagrad} with an initial accumulator of 0.1.
   *
   * @param learningRate positive and finite
   */
  static Adagrad adagrad(float learningRate) {
    return new Adagrad(learningRate, 0.1f);
  }

  /**
   * Returns {@link Adam} with β₁ 0.9, β₂ 0.999 and ε 1e-7, the defaults of Keras.
   *
   * @param learningRate positive and finite
   */
  static Adam adam(float learningRate) {
    return new Adam(learningRate, 0.9f, 0.999f, 1e-7f);
  }

  /**
   * Returns {@link Sgd}.
   *
   * @param learningRate positive and finite
   */
  static Sgd sgd(float learningRate) {
    return new Sgd(learningRate);
  }
}
