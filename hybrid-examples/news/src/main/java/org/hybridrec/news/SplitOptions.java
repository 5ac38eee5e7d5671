package org.hybridrec.news;

import org.hybridrec.features.dataset.Split;
import org.hybridrec.features.dataset.SplitRows;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Parts rows by a field's fingerprint, as {@link Split#byVisitor(String, double)} does. */
class SplitOptions {

  @Option(
      names = "--split-by",
      paramLabel = "FIELD",
      description =
          "Hold out a part of the rows for evaluation, chosen by this field: all rows of one value"
              + " are in the same part.")
  private @Nullable String field;

  @Option(
      names = "--split-share",
      paramLabel = "SHARE",
      defaultValue = "0.1",
      description =
          "Share of the values of --split-by that are held out, those with Fingerprint64(value) mod"
              + " 10,000 below SHARE × 10,000 (default ${DEFAULT-VALUE}).")
  private double share;

  final boolean isWanted() {
    return field != null;
  }

  /** The field that rows are parted by, null where no split is wanted. */
  final @Nullable String field() {
    return field;
  }

  /** Returns the rows that are held out; all of them where no split is wanted. */
  final ExampleSource evaluation(ExampleSource rows) {
    return field == null ? rows : parts(rows, field, 0).test();
  }

  /** Returns the rows that are not held out; all of them where no split is wanted. */
  ExampleSource training(ExampleSource rows) {
    return field == null ? rows : parts(rows, field, 0).train();
  }

  /**
   * Refuses a part without a row, or whose first rows cannot be read, before anything is learned: a
   * few visitors may fall anywhere.
   */
  final void checkRows(ExampleSource part, String purpose, String advice) {
    try (SourceReader reader = part.open()) {
      for (SourceBatch rows = reader.next(); rows != null; rows = reader.next()) {
        if (rows.rowCount() > 0) {
          return;
        }
      }
    }
    if (field == null) {
      throw new UserError("there is no row " + purpose + "; name other files");
    }
    throw new UserError("--split-by " + field + " leaves no row " + purpose + "; " + advice);
  }

  /** Parts the rows that are not held out once more, by the next share of the values. */
  final SplitRows parts(ExampleSource rows, double validationShare) {
    if (field == null) {
      throw new UserError("--validation-share needs --split-by FIELD");
    }
    return parts(rows, field, validationShare);
  }

  private SplitRows parts(ExampleSource rows, String field, double validationShare) {
    try {
      return Split.byVisitor(field, share, validationShare).of(rows);
    } catch (IllegalArgumentException e) {
      throw new UserError(String.valueOf(e.getMessage()));
    }
  }
}
