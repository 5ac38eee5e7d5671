package org.hybridrec.core.network;

import java.util.Objects;

/**
 * Training of the output layer on some classes a step instead of on all, for catalogues where the
 * exact step takes too long: the labels of the batch, and negatives that all its rows share.
 * Serving, evaluating and the validation loss stay exact. Immutable.
 *
 * <p>Each step draws its negatives without replacement, class c with a known chance π(c), of about
 * the given number in sum; a class whose chance would exceed 1 is always there. A row's denominator
 * is estimated as e^z(label) + Σ e^z(c)/π(c) over the negatives c other than its label, whose mean
 * is that of the exact softmax: that is the logQ correction, z − ln π. The training loss is the
 * estimate, whose mean is a little below the exact loss. With as many negatives as classes it is
 * exact training.
 *
 * <p>A step changes the weights of the classes that it drew and of its labels. Others keep weights
 * and moments (Adam is lazy on them), and the penalty does not reach them.
 *
 * <p>Source: Y. Bengio, J.-S. Senécal, <i>Adaptive Importance Sampling to Accelerate Training of a
 * Neural Probabilistic Language Model</i>, IEEE Transactions on Neural Networks 19 (2008); the
 * estimate of the sum is that of D. Horvitz, D. Thompson, JASA 47 (1952).
 *
 * @param negatives how many classes a step draws, at least 1; of more than there are, all
 * @param proposal how likely each class is drawn
 */
public record SampledSoftmax(int negatives, Proposal proposal) {

  /**
   * Negatives by default: at 20,000 classes the exact loss after 2,000 and 10,000 steps was within
   * 0.02 % of exact training.
   */
  public static final int DEFAULT_NEGATIVES = 1024;

  /** How likely a class is drawn as a negative. */
  public enum Proposal {
    /**
     * In proportion to ln((c + 2) / (c + 1)) for class c: for an index whose items stand in
     * descending frequency, as {@code ItemIndex.of(rows, field)} has them.
     */
    LOG_UNIFORM,

    /** In proportion to how often the class is a label of the training rows, plus 1. */
    FREQUENCY
  }

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if the number of negatives is less than 1
   */
  public SampledSoftmax {
    Objects.requireNonNull(proposal, "proposal");
    if (negatives < 1) {
      throw new IllegalArgumentException(
          "sampledSoftmax: negatives must be at least 1, was " + negatives);
    }
  }

  /**
   * Returns sampling in proportion to the frequency of labels.
   *
   * @throws IllegalArgumentException if the number of negatives is less than 1
   */
  public static SampledSoftmax byFrequency(int negatives) {
    return new SampledSoftmax(negatives, Proposal.FREQUENCY);
  }

  /**
   * Returns sampling by {@link Proposal#LOG_UNIFORM}.
   *
   * @throws IllegalArgumentException if the number of negatives is less than 1
   */
  public static SampledSoftmax logUniform(int negatives) {
    return new SampledSoftmax(negatives, Proposal.LOG_UNIFORM);
  }
}
