package org.hybridrec.core.training;

/** The training thread was interrupted; its interrupt flag is set again. */
public class TrainingInterruptedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Makes an exception with a complete message. */
  public TrainingInterruptedException(String message) {
    super(message);
  }
}
