package org.hybridrec.core.training;

/**
 * Watches over a training from outside of it: keeps its state, and may end it. Called on the
 * training thread, between steps. What it does changes no weight; only when it ends the training
 * the result depends on it.
 */
public interface TrainingSupervisor {

  /** What a training is to do. */
  enum Decision {
    /** Make the next step. */
    GO_ON,
    /** End as if the last step had been made. */
    FINISH,
    /** Keep the state and end with a {@link TrainingInterruptedException}. */
    CANCEL
  }

  /** Keeps nothing and ends nothing. */
  TrainingSupervisor NONE = new TrainingSupervisor() {};

  /**
   * Decides after each step, once its state was kept where it is wanted.
   *
   * @param steps steps made so far
   */
  default Decision decide(long steps) {
    return Decision.GO_ON;
  }

  /**
   * Returns whether the state is to be kept after a step. After an interrupt or {@link
   * Decision#CANCEL} it is kept without asking.
   *
   * @param steps steps made so far
   */
  default boolean wantsState(long steps) {
    return false;
  }

  /**
   * Returns whether the network is used by somebody after a step, before {@link #decide} is asked.
   * All its weights are then checked first.
   *
   * @param steps steps made so far
   */
  default boolean usesNetwork(long steps) {
    return false;
  }

  /** Takes the state after a step; all its numbers are finite. */
  default void onState(TrainingState state) {}
}
