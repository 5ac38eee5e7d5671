package org.hybridrec.core.file;

/** A text that is not JSON, or not within the limits of {@link Json}. The message says where. */
public class JsonException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /** Makes an exception with a complete message. */
  public JsonException(String message) {
    super(message);
  }
}
