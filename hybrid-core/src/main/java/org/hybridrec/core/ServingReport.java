package org.hybridrec.core;

import java.util.List;
import java.util.Locale;
import org.hybridrec.features.ColumnReport;

/**
 * What recommendations have met. Immutable.
 *
 * @param rows rows asked for
 * @param unknownKeys keys that no column reads, counted each time
 * @param columns missing, unknown and invalid values, one report a column; a row that is left
 *     without any by invalid ones is among the missing too
 */
public record ServingReport(long rows, long unknownKeys, List<ColumnReport> columns) {

  /** Copies the list. */
  public ServingReport {
    columns = List.copyOf(columns);
  }

  /** Returns the report for people: a line about the rows, a table of the columns. */
  public String toText() {
    return String.format(
            Locale.ROOT, "rows asked for: %,d; keys that no column reads: %,d\n", rows, unknownKeys)
        + ColumnReport.toText(columns);
  }

  /** Returns {@link #toText}. */
  @Override
  public String toString() {
    return toText();
  }
}
