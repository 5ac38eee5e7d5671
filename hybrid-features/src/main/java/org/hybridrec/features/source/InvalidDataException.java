package org.hybridrec.features.source;

/**
 * A value or a row that cannot be used. The message says where it stands, what was found, what is
 * allowed and what to do.
 */
public class InvalidDataException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Makes an exception with a complete message. */
  public InvalidDataException(String message) {
    super(message);
  }

  /** Makes an exception with a complete message and what led to it. */
  public InvalidDataException(String message, Throwable cause) {
    super(message, cause);
  }
}
