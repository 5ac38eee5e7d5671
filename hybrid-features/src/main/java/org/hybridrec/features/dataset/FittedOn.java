package org.hybridrec.features.dataset;

import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceReader;
import org.jspecify.annotations.Nullable;

/**
 * The rows that something was fitted on. Immutable.
 *
 * @param part what the rows are called, such as {@code train}
 * @param fingerprint which rows they are
 * @param time from their first moment to just after their last; null where no column of times was
 *     named or none is readable
 */
public record FittedOn(String part, PartFingerprint fingerprint, @Nullable TimeWindow time) {

  /** Goes through all rows of a part. */
  public static FittedOn of(String part, ExampleSource rows) {
    return new FittedOn(part, PartFingerprint.of(rows), null);
  }

  /**
   * Goes through all rows of a part, twice.
   *
   * @param timeField a column of whole numbers
   * @throws org.hybridrec.features.source.SchemaException if there is no such column
   */
  public static FittedOn of(String part, ExampleSource rows, String timeField) {
    return new FittedOn(part, PartFingerprint.of(rows), window(rows, timeField));
  }

  private static @Nullable TimeWindow window(ExampleSource rows, String field) {
    Problems problems = new Problems(rows.schema());
    int column = problems.time(field, "the time of a part");
    problems.throwAny();
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    try (SourceReader reader = rows.open()) {
      for (SourceBatch batch = reader.next(); batch != null; batch = reader.next()) {
        for (int row = 0; row < batch.rowCount(); row++) {
          Long time =
              WholeNumber.read(
                  rows.schema().fields().get(column).type(), batch.column(column), row);
          if (time != null) {
            first = Math.min(first, time);
            last = Math.max(last, time);
          }
        }
      }
    }
    return first > last ? null : new TimeWindow(first, last == Long.MAX_VALUE ? last : last + 1);
  }

  /** Returns the part with what tells its rows. */
  @Override
  public String toString() {
    return part + " (" + fingerprint + (time == null ? "" : ", time " + time) + ")";
  }
}
