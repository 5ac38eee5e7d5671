package org.hybridrec.core.training;

/** The loss or a weight is beyond all bounds: the weights have run away and cannot be used. */
public class TrainingDivergedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Makes an exception with a complete message. */
  public TrainingDivergedException(String message) {
    super(message);
  }

  /** Makes an exception with a complete message and what it comes from. */
  public TrainingDivergedException(String message, Throwable cause) {
    super(message, cause);
  }
}
