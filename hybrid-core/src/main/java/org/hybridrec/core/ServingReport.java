package org.hybridrec.core;

import java.util.List;
import org.hybridrec.features.ColumnReport;

/**
 * What recommendations have met. Immutable.
 *
 * @param rows rows asked for
 * @param unknownKeys keys that no column reads, counted each time
 * @param columns missing, unknown and invalid values, one report a column
 */
public record ServingReport(long rows, long unknownKeys, List<ColumnReport> columns) {

  /** Copies the list. */
  public ServingReport {
    columns = List.copyOf(columns);
  }
}
