package org.hybridrec.core;

import org.hybridrec.features.DefinitionException;

/**
 * A model file uses an encoder or a tokenizer of the application's own that was not given when it
 * was loaded.
 */
public class MissingEncoderException extends DefinitionException {

  private static final long serialVersionUID = 1L;

  /** Makes an exception with a complete message. */
  public MissingEncoderException(String message) {
    super(message);
  }

  /** Makes an exception with a complete message and what led to it. */
  public MissingEncoderException(String message, Throwable cause) {
    super(message, cause);
  }
}
