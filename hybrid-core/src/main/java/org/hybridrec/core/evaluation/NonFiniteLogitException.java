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

  private NonFiniteLogitException(long row, String message) {
    super(message);
    this.row = row;
  }

  /**
   * Returns a probability as it is.
   *
   * @param row the row of the batch, counted from 0
   * @throws NonFiniteLogitException if it is not a number, because logits were not
   */
  public static float requireProbability(long row, float probability) {
    if (!(probability >= 0)) {
      throw new NonFiniteLogitException(
          row,
          "row "
              + row
              + ": probabilities must be numbers, one was "
              + probability
              + "; the model's weights are too great for these values, train again with a lower"
              + " learning rate");
    }
    return probability;
  }

  /** Returns the row, counted from 0 in the order of evaluation. */
  public long row() {
    return row;
  }
}
