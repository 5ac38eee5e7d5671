package org.hybridrec.features;

import java.util.List;
import java.util.Locale;

/**
 * What the encoder met in some rows, column by column. Immutable.
 *
 * @param rows rows read
 * @param missingLabels rows without a label
 * @param unknownLabels rows whose label is not in the item index
 * @param columns one report a column, in the order of the input layer
 */
public record EncodingReport(
    long rows, long missingLabels, long unknownLabels, List<ColumnReport> columns) {

  /** Copies the list. */
  public EncodingReport {
    columns = List.copyOf(columns);
  }

  /**
   * Returns the report of the column with that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public ColumnReport column(String name) {
    return columns.stream()
        .filter(report -> report.column().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no column '" + name + "' was encoded"));
  }

  /** Returns the report for people: a line about the rows, a table of the columns. */
  public String toText() {
    return String.format(
            Locale.ROOT,
            "rows read: %,d; without a label: %,d; with a label that is not in the item index: %,d\n",
            rows,
            missingLabels,
            unknownLabels)
        + ColumnReport.toText(columns);
  }

  /** Returns {@link #toText}. */
  @Override
  public String toString() {
    return toText();
  }
}
