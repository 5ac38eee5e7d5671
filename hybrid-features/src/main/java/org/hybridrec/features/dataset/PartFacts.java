package org.hybridrec.features.dataset;

import org.hybridrec.features.Field;
import org.hybridrec.features.Moments;
import org.hybridrec.features.ValueCounts;
import org.hybridrec.features.source.ExampleSource;

/**
 * Fits facts on the rows of one part, which should be the training part; each fact carries which
 * rows these are. Immutable; may be shared between threads if the rows may. Every fact is a pass
 * over the rows.
 *
 * <pre>{@code
 * PartFacts train = PartFacts.of("train", parts.train());
 * Fitted<ValueCounts> authors = train.counts("author");
 * Vocabulary vocabulary = authors.value().atLeast(5).vocabulary();
 * }</pre>
 */
public final class PartFacts {

  private final ExampleSource rows;
  private final FittedOn on;

  private PartFacts(ExampleSource rows, FittedOn on) {
    this.rows = rows;
    this.on = on;
  }

  /** Goes through the rows of a part to know them again. */
  public static PartFacts of(String part, ExampleSource rows) {
    return new PartFacts(rows, FittedOn.of(part, rows));
  }

  /**
   * Goes through the rows of a part to know them again, and the time they are of.
   *
   * @throws org.hybridrec.features.source.SchemaException if there is no such column of times
   */
  public static PartFacts of(String part, ExampleSource rows, String timeField) {
    return new PartFacts(rows, FittedOn.of(part, rows, timeField));
  }

  /** Returns which rows these are. */
  public FittedOn on() {
    return on;
  }

  /**
   * Counts the values of a column.
   *
   * @throws org.hybridrec.features.source.InvalidDataException if a value cannot be read
   * @throws org.hybridrec.features.source.SchemaException if there is no such column of text or
   *     whole numbers
   */
  public Fitted<ValueCounts> counts(String field) {
    return new Fitted<>(field, ValueCounts.of(rows, Field.of(field)), on);
  }

  /**
   * Counts the values of a column and keeps those that occur often enough.
   *
   * @param minimumCount how often a value must occur, at least 1
   * @param maximumSize most values kept, at least 1
   * @throws IllegalArgumentException if a limit is below 1
   * @see #counts(String)
   */
  public Fitted<ValueCounts> counts(String field, long minimumCount, int maximumSize) {
    ValueCounts counts = counts(field).value();
    return new Fitted<>(field, counts.atLeast(minimumCount).mostFrequent(maximumSize), on);
  }

  /**
   * Computes mean and standard deviation of a column.
   *
   * @throws org.hybridrec.features.source.InvalidDataException if no row has a value, or one cannot
   *     be used
   * @throws org.hybridrec.features.source.SchemaException if there is no such column of numbers
   */
  public Fitted<Moments> moments(String field) {
    return new Fitted<>(field, Moments.of(rows, Field.of(field)), on);
  }
}
