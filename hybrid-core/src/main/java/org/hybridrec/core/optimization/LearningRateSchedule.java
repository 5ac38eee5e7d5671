package org.hybridrec.core.optimization;

import java.util.Objects;

/**
 * How the learning rate changes in the course of a training: the rate of step t (from 1) is the
 * optimizer's rate times {@link #factor}(t), a pure function of t. Immutable.
 *
 * <pre>{@code
 * LearningRateSchedule.cosine(10_000, 0.01f).withWarmUp(500)
 * }</pre>
 *
 * <p>With a warm-up of n steps the factor of step t ≤ n is t/n. The decay counts the steps that
 * came after the warm-up: step n + 1 is its first, with s = 0, and has the full rate.
 *
 * <p>Source: the warm-up of P. Goyal et al., <i>Accurate, Large Minibatch SGD</i>, 2017, section
 * 2.2; the cosine of I. Loshchilov, F. Hutter, <i>SGDR</i>, ICLR 2017, equation 5, without
 * restarts.
 *
 * @param warmUpSteps n, at least 0; 0 for no warm-up
 * @param decay what comes after it
 */
public record LearningRateSchedule(long warmUpSteps, Decay decay) {

  /** The same rate at every step. */
  public static final LearningRateSchedule CONSTANT = new LearningRateSchedule(0, new Decay.None());

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if the warm-up has less than 0 steps
   */
  public LearningRateSchedule {
    Objects.requireNonNull(decay, "decay");
    Checks.requireAtLeast(0, "learningRateSchedule", "warmUp", warmUpSteps);
  }

  /** Returns the same rate at every step: the default. */
  public static LearningRateSchedule constant() {
    return CONSTANT;
  }

  /**
   * Returns a fall along half a cosine, after which the rate stays where it is: with p = min(s,
   * steps) / steps the factor is fraction + (1 − fraction)·(1 + cos πp) / 2.
   *
   * @param steps how long it falls, at least 1
   * @param fraction where it ends, in [0, 1]
   * @throws IllegalArgumentException if a value is out of its range
   */
  public static LearningRateSchedule cosine(long steps, float fraction) {
    return new LearningRateSchedule(0, new Decay.Cosine(steps, fraction));
  }

  /**
   * Returns a fall in steps: the factor is factor^⌊s / every⌋.
   *
   * @param every steps from one fall to the next, at least 1
   * @param factor what the rate is multiplied with, greater than 0 and at most 1
   * @throws IllegalArgumentException if a value is out of its range
   */
  public static LearningRateSchedule stepDecay(long every, float factor) {
    return new LearningRateSchedule(0, new Decay.Steps(every, factor));
  }

  /**
   * Returns this schedule after a linear rise.
   *
   * @param steps how long it rises, at least 0
   * @throws IllegalArgumentException if that is less than 0
   */
  public LearningRateSchedule withWarmUp(long steps) {
    return new LearningRateSchedule(steps, decay);
  }

  /**
   * Returns what the optimizer's rate is multiplied with, in [0, 1].
   *
   * @param step number of the update in the whole training, from 1
   */
  public double factor(long step) {
    return step <= warmUpSteps ? (double) step / warmUpSteps : decay.factor(step - warmUpSteps - 1);
  }
}
