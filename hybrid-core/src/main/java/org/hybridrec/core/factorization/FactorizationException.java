package org.hybridrec.core.factorization;

import java.util.Objects;

/** A factorization that cannot be computed. The message says where and what to do. */
public class FactorizationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What went wrong. */
  public enum Kind {
    /** The equations of a user or an item have no unique solution. */
    SINGULAR,
    /** A factor came out as NaN, infinite or beyond the range of a float. */
    NON_FINITE,
    /** The fitting thread was interrupted. */
    INTERRUPTED
  }

  private final Kind kind;

  /** Makes an exception with a complete message. */
  public FactorizationException(Kind kind, String message) {
    super(message);
    this.kind = Objects.requireNonNull(kind, "kind");
  }

  /** Returns what went wrong. */
  public Kind kind() {
    return kind;
  }
}
