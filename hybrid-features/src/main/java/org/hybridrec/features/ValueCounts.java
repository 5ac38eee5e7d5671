package org.hybridrec.features;

import java.util.Arrays;
import java.util.List;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.InvalidDataException;
import org.jspecify.annotations.Nullable;

/**
 * The distinct values of a field and how often each occurs, most frequent first; equally frequent
 * values stand in the order of their Unicode code points. Immutable and thread-safe.
 *
 * <pre>{@code
 * ValueCounts authors = ValueCounts.of(trainingRows, field("author"));
 * Vocabulary frequent = authors.atLeast(5).mostFrequent(1_000).vocabulary();
 * }</pre>
 */
public final class ValueCounts {

  private final String field;
  private final List<String> values;
  private final long[] counts;

  ValueCounts(String field, List<String> values, long[] counts) {
    this.field = field;
    this.values = List.copyOf(values);
    this.counts = counts;
  }

  /**
   * Counts the values of a field over all rows, taken apart as the field says. Missing and blank
   * values are left out. There may be none.
   *
   * @throws InvalidDataException if a value cannot be read
   * @throws org.hybridrec.features.source.SchemaException if the source lacks the field
   */
  public static ValueCounts of(ExampleSource source, Field field) {
    return FieldValues.count(source, field);
  }

  /** Returns the number of distinct values, which may be 0. */
  public int size() {
    return values.size();
  }

  /** Returns all values, most frequent first. */
  public List<String> values() {
    return values;
  }

  /**
   * Returns how often the value at that place occurs.
   *
   * @throws IndexOutOfBoundsException if there is none
   */
  public long count(int index) {
    return counts[index];
  }

  /** Returns how often all these values occur together. */
  public long total() {
    return Arrays.stream(counts).sum();
  }

  /**
   * Returns the values that occur at least so often.
   *
   * @throws IllegalArgumentException if the minimum is below 1
   */
  public ValueCounts atLeast(long minimum) {
    if (minimum < 1) {
      throw new IllegalArgumentException(
          field + ": the minimum count must be at least 1, was " + minimum);
    }
    int kept = 0;
    while (kept < counts.length && counts[kept] >= minimum) {
      kept++;
    }
    return first(kept);
  }

  /**
   * Returns the most frequent values.
   *
   * @param size how many at most, at least 1
   * @throws IllegalArgumentException if the size is below 1
   */
  public ValueCounts mostFrequent(int size) {
    if (size < 1) {
      throw new IllegalArgumentException(
          field + ": the maximum size must be at least 1, was " + size);
    }
    return first(Math.min(size, values.size()));
  }

  private ValueCounts first(int size) {
    return new ValueCounts(field, values.subList(0, size), Arrays.copyOf(counts, size));
  }

  /**
   * Returns the values as a vocabulary, the most frequent one with id 0.
   *
   * @throws InvalidDataException if there is no value
   */
  public Vocabulary vocabulary() {
    if (values.isEmpty()) {
      throw new InvalidDataException(field + " has no value in any row: nothing to list");
    }
    return Vocabulary.of(values);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ValueCounts that
        && values.equals(that.values)
        && Arrays.equals(counts, that.counts);
  }

  @Override
  public int hashCode() {
    return 31 * values.hashCode() + Arrays.hashCode(counts);
  }

  @Override
  public String toString() {
    return "ValueCounts of " + size();
  }
}
