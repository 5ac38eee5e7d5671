package org.hybridrec.core.evaluation;

/**
 * A model gave NaN or an infinite score, so that no rank and no loss can be stated. The usual cause
 * is a training that diverged: lower the learning rate and train again.
 */
public class NonFiniteLogitException extends ArithmeticException {

  private static final long serialVersionUID = 1L;

  private final long row;

  /**
   * Makes an exception with a complete message.
   *
   * @param row the row, counted from 0 in the order of evaluation
   * @param what the value that is not finite, as in {@code "the logit of class 7"}
   * @param value NaN or an infinity
   */
  public NonFiniteLogitException(long row, String what, double value) {
    super(
        "evaluation: row "
            + row
            + ": "
            + what
            + " must be finite, was "
            + value
            + "; the training has diverged, train again with a lower learning rate");
    this.row = row;
  }

  /** Returns the row, counted from 0 in the order of evaluation. */
  public long row() {
    return row;
  }
}
