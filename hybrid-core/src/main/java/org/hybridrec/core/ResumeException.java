package org.hybridrec.core;

/**
 * A training cannot go on in that run folder: its checkpoints are of another recipe, of other rows
 * or of another version of this library, or it holds an earlier training and going on was not asked
 * for. The message names what differs and what to do. Nothing in the folder was changed.
 */
public class ResumeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Makes an exception with a complete message. */
  public ResumeException(String message) {
    super(message);
  }
}
