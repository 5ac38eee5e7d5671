package org.hybridrec.features;

import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.InvalidDataException;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceReader;

/**
 * Mean and standard deviation of a numeric field over the rows that have a value. Immutable. Summed
 * in double precision in the order of the rows (Welford, "Note on a method for calculating
 * corrected sums of squares and products", Technometrics 1962).
 *
 * @param count rows with a value, at least 1
 * @param mean their mean
 * @param standardDeviation square root of the mean squared difference from the mean
 */
public record Moments(long count, double mean, double standardDeviation) {

  /**
   * Goes through all rows of a source.
   *
   * @throws InvalidDataException if no row has a value, or one cannot be used
   * @throws org.hybridrec.features.source.SchemaException if the source lacks the field
   */
  public static Moments of(ExampleSource source, Field field) {
    NumericColumn column = FeatureColumns.numeric(field);
    SchemaCheck check = new SchemaCheck(source.schema());
    check.require(column);
    check.throwProblems();
    Reading reading =
        new Reading(source.schema(), DirtyValues.REFUSE, new ColumnCounts(column.name()));
    NumberReader reader = new NumberReader(column, reading);
    long count = 0;
    double mean = 0;
    double squares = 0;
    try (SourceReader rows = source.open()) {
      for (SourceBatch batch = rows.next(); batch != null; batch = rows.next()) {
        reading.open(batch);
        reader.open(batch);
        for (int row = 0; row < batch.rowCount(); row++) {
          float value = reader.read(row);
          if (!Float.isNaN(value)) {
            count++;
            double difference = value - mean;
            mean += difference / count;
            squares += difference * (value - mean);
          }
        }
      }
    }
    if (count == 0) {
      throw new InvalidDataException(field + " has no value in any row: it has no mean");
    }
    return new Moments(count, mean, Math.sqrt(squares / count));
  }
}
