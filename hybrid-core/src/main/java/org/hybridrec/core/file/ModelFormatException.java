package org.hybridrec.core.file;

/**
 * A model file that is not one, is damaged, or lacks what is asked of it. The message names the
 * file, what was found, what is allowed and what to do; {@link #kind} says which rule was broken.
 */
public class ModelFormatException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** The rules of the format, in the order in which a reader checks them. */
  public enum Kind {
    /** The file ends before its content does. */
    TRUNCATED,
    /** The header's length is 0, above the limit, or no multiple of 8. */
    HEADER_LENGTH,
    /** The header is not a JSON object of the expected form, in UTF-8 and within its limits. */
    HEADER,
    /** A name stands twice. */
    DUPLICATE_NAME,
    /** The file does not call itself a hybridrec model. */
    NOT_A_MODEL,
    /** The file was written by a later version of this library. */
    TOO_NEW,
    /** The file was written by a version so early that it is no longer read. */
    TOO_OLD,
    /** A tensor has an unknown type of numbers. */
    DTYPE,
    /** A tensor's shape is negative, too big or does not fit its bytes. */
    SHAPE,
    /** Tensors overlap, leave holes, stand out of order or are not aligned. */
    LAYOUT,
    /** There is no digest where the last tensor stands. */
    DIGEST_MISSING,
    /** There are bytes after the last tensor. */
    TRAILING_BYTES,
    /** The bytes are not those that were written. */
    DIGEST,
    /** A tensor holds NaN or an infinity. */
    NON_FINITE,
    /** A tensor or text that is asked for is not there. */
    ABSENT,
    /** A tensor or text is there, but not of the form that is asked for. */
    CONTENT
  }

  private final Kind kind;

  /** Makes an exception with a complete message. */
  public ModelFormatException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /** Makes an exception with a complete message and what led to it. */
  public ModelFormatException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** Returns the rule that was broken. */
  public Kind kind() {
    return kind;
  }
}
