package org.hybridrec.features;

import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.hybridrec.features.hashing.MalformedTextException;
import org.hybridrec.features.hashing.Utf8;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.InvalidDataException;
import org.hybridrec.features.source.Quoted;
import org.jspecify.annotations.Nullable;

/**
 * A list of distinct values; the place of a value in the list is its id. Immutable and thread-safe.
 * Values are compared as they are: no case folding, no Unicode normalisation.
 *
 * <pre>{@code
 * Vocabulary categories = Vocabulary.of("News", "Stars & Kultur", "Lifestyle");
 * Vocabulary authors = Vocabulary.of(trainingRows, "author");
 * }</pre>
 */
public final class Vocabulary {

  private final List<String> values;
  private final Object2IntOpenHashMap<String> ids;

  /**
   * Takes a list after checking it.
   *
   * @param what what messages call the list
   * @param place what messages call a place in it, counted from first
   */
  private Vocabulary(List<String> values, String what, String place, int first) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException(what + ": at least 1 value is needed, had none");
    }
    this.values = List.copyOf(values);
    this.ids = new Object2IntOpenHashMap<>(values.size());
    ids.defaultReturnValue(-1);
    for (int i = 0; i < values.size(); i++) {
      String problem = problem(values.get(i));
      if (problem != null) {
        throw new IllegalArgumentException(what + ": " + place + " " + (i + first) + problem);
      }
      int before = ids.putIfAbsent(values.get(i), i);
      if (before >= 0) {
        throw new IllegalArgumentException(
            String.format(
                "%s: %s stands at %s %d and again at %s %d; every value stands once",
                what, Quoted.of(values.get(i)), place, before + first, place, i + first));
      }
    }
  }

  private static @Nullable String problem(String value) {
    if (value.isBlank()) {
      return " is blank; remove it, missing is no value";
    }
    try {
      Utf8.requireWellFormed(value);
      return null;
    } catch (MalformedTextException e) {
      return ", " + Quoted.of(value) + ", holds an unpaired surrogate; repair it";
    }
  }

  /**
   * Returns the vocabulary of these values in this order.
   *
   * @throws IllegalArgumentException if there is none, one is blank, is no Unicode text or stands
   *     twice
   */
  public static Vocabulary of(String... values) {
    return of(List.of(values));
  }

  /**
   * Returns the vocabulary of these values in this order.
   *
   * @throws IllegalArgumentException if there is none, one is blank, is no Unicode text or stands
   *     twice
   */
  public static Vocabulary of(Collection<String> values) {
    return new Vocabulary(List.copyOf(values), "vocabulary", "entry", 0);
  }

  /**
   * Returns the distinct values of a field, most frequent first; equally frequent values stand in
   * the order of their Unicode code points. Missing and blank values are left out.
   *
   * @throws InvalidDataException if there is no value at all, or one that cannot be read
   * @throws org.hybridrec.features.source.SchemaException if the source lacks the field
   */
  public static Vocabulary of(ExampleSource source, String field) {
    return of(source, Field.of(field));
  }

  /**
   * Returns the distinct values of a field, taken apart as the field says, most frequent first.
   *
   * @see #of(ExampleSource, String)
   */
  public static Vocabulary of(ExampleSource source, Field field) {
    List<String> values = FieldValues.byFrequency(source, field);
    if (values.isEmpty()) {
      throw new InvalidDataException(field + " has no value in any row: nothing to list");
    }
    return new Vocabulary(values, "vocabulary of " + field, "value", 0);
  }

  /**
   * Reads a vocabulary from a UTF-8 text file, one value a line. A byte order mark and line ends of
   * any kind are left out of the values.
   *
   * @throws UncheckedIOException if the file cannot be read
   * @throws IllegalArgumentException if it is empty, not UTF-8, or a line is blank or stands twice
   */
  public static Vocabulary readUtf8(Path file) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          "vocabulary " + file + ": the file is not UTF-8; write it as UTF-8", e);
    } catch (NoSuchFileException e) {
      throw new UncheckedIOException("vocabulary " + file + ": there is no such file", e);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "vocabulary " + file + " cannot be read: " + e.getMessage(), e);
    }
    if (!lines.isEmpty() && lines.get(0).startsWith("\uFEFF")) {
      lines.set(0, lines.get(0).substring(1));
    }
    return new Vocabulary(lines, "vocabulary " + file, "line", 1);
  }

  /** Returns the number of values, at least 1. */
  public int size() {
    return values.size();
  }

  /** Returns the id of a value, or -1 if it is not in the list. */
  public int indexOf(String value) {
    return ids.getInt(value);
  }

  /**
   * Returns the value with that id.
   *
   * @throws IndexOutOfBoundsException if there is none
   */
  public String value(int id) {
    return values.get(id);
  }

  /** Returns all values in the order of their ids. */
  public List<String> values() {
    return values;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Vocabulary that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return "Vocabulary of " + size();
  }
}
