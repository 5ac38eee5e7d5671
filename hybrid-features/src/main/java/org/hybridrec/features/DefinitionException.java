package org.hybridrec.features;

/**
 * A textual definition (of a column, a recipe) that cannot be understood. The message says where it
 * stands in the text, what was found, what is allowed.
 */
public class DefinitionException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /** Makes an exception with a complete message. */
  public DefinitionException(String message) {
    super(message);
  }

  /** Makes an exception with a complete message and what led to it. */
  public DefinitionException(String message, Throwable cause) {
    super(message, cause);
  }
}
