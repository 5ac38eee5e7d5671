package org.hybridrec.core;

import java.util.Locale;
import org.hybridrec.features.EncodingReport;

/**
 * What fitting met and reached. Immutable. It depends only on data, recipe, seed and version of the
 * library, and is kept in the model file.
 *
 * @param encoding what the columns met in the training rows: missing, unknown, defaulted values,
 *     hash collisions, labels that were skipped
 * @param rows training rows with a known label, the ones that were learned from
 * @param steps steps made
 * @param epochs epochs finished
 * @param loss mean loss (natural logarithm) over the steps of the last epoch, finished or not
 * @param dataSha256 SHA-256 of all training rows as the columns encoded them, in their order: equal
 *     rows give equal digits, wherever they come from. 64 lower-case hexadecimal digits
 * @param libraryVersion version of this library that fitted the model
 */
public record FitReport(
    EncodingReport encoding,
    long rows,
    long steps,
    int epochs,
    double loss,
    String dataSha256,
    String libraryVersion) {

  /**
   * Returns the report for people: what was reached, what the columns met, on which rows and by
   * which version.
   */
  public String toText() {
    return String.format(
            Locale.ROOT,
            "fitted on %,d rows: %,d steps, %,d epochs, loss %.4f\n",
            rows,
            steps,
            epochs,
            loss)
        + encoding.toText()
        + "by hybridrec "
        + libraryVersion
        + ", SHA-256 of the encoded rows "
        + dataSha256
        + "\n";
  }

  /** Returns {@link #toText}. */
  @Override
  public String toString() {
    return toText();
  }
}
