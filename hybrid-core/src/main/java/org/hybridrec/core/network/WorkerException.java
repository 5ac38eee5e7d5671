package org.hybridrec.core.network;

/** An executor did not take the work of a training; the network is of no further use. */
public final class WorkerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param message what happened and what to do
   * @param cause what the executor said
   */
  public WorkerException(String message, Throwable cause) {
    super(message, cause);
  }
}
