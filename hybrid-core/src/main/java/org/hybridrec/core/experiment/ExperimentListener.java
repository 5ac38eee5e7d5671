package org.hybridrec.core.experiment;

/** Is told how far an experiment has come. Called by the thread that runs it. */
@FunctionalInterface
public interface ExperimentListener {

  /** Does nothing. */
  ExperimentListener NONE = message -> {};

  /**
   * An arm has begun, or something is to be known of one.
   *
   * @param message one line for people, such as {@code arm H, seed 2}
   */
  void note(String message);
}
