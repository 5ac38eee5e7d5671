package org.hybridrec.features;

import java.util.Objects;
import org.hybridrec.features.hashing.MalformedTextException;
import org.hybridrec.features.hashing.Utf8;
import org.hybridrec.features.source.Quoted;
import org.hybridrec.features.text.Tokenizer;
import org.jspecify.annotations.Nullable;

/**
 * A column of the source and how its cells are read: as they are, split into several values, as
 * words, only some positions of a list, with weights from a neighbouring column, with a default
 * where a cell is missing. Immutable; every method returns a new field.
 *
 * <pre>{@code
 * field("title").words()
 * field("tags").split("|").weightedBy("tag_weights")
 * field("history").at(0)
 * field("author").withDefault("Unknown")
 * }</pre>
 *
 * <p>The steps are taken in this order: default, then split or tokenize, then positions. A source
 * column that already holds lists needs no split. A cell is missing if it is null, an empty list,
 * empty text, or holds nothing but a text that cannot be used; nulls within a list and empty parts
 * of a split text are missing values that keep their positions. Text of more than 64 KiB of UTF-8
 * and text with an unpaired surrogate cannot be used.
 */
public final class Field implements CrossKey {

  private final String source;
  private final @Nullable String separator;
  private final @Nullable Tokenizer tokenizer;
  private final int from;
  private final int count;
  private final @Nullable String weights;
  private final @Nullable String defaultValue;

  private Field(
      String source,
      @Nullable String separator,
      @Nullable Tokenizer tokenizer,
      int from,
      int count,
      @Nullable String weights,
      @Nullable String defaultValue) {
    this.source = source;
    this.separator = separator;
    this.tokenizer = tokenizer;
    this.from = from;
    this.count = count;
    this.weights = weights;
    this.defaultValue = defaultValue;
  }

  /**
   * Returns a field that reads the source column of that name as it is.
   *
   * @throws IllegalArgumentException if the name is blank
   */
  public static Field of(String source) {
    return new Field(
        Check.name("a field's name", source), null, null, 0, Integer.MAX_VALUE, null, null);
  }

  /**
   * Splits a text cell at every occurrence of a separator; empty parts are missing values.
   *
   * @throws IllegalArgumentException if the separator is empty or no Unicode text
   * @throws IllegalStateException if the field is already split or tokenized
   */
  public Field split(String separator) {
    requireWhole();
    if (separator.isEmpty()) {
      throw new IllegalArgumentException(
          "field " + Quoted.of(source) + ": the separator must not be empty");
    }
    return new Field(
        source, wellFormed("the separator", separator), null, from, count, weights, defaultValue);
  }

  /** Splits a text cell into lower-cased words: {@code tokenized(Tokenizer.words())}. */
  public Field words() {
    return tokenized(Tokenizer.words());
  }

  /**
   * Splits a text cell into tokens.
   *
   * @throws IllegalStateException if the field is already split or tokenized
   */
  public Field tokenized(Tokenizer tokenizer) {
    requireWhole();
    return new Field(
        source, null, Objects.requireNonNull(tokenizer), from, count, weights, defaultValue);
  }

  private void requireWhole() {
    if (separator != null || tokenizer != null) {
      throw new IllegalStateException(
          "field "
              + Quoted.of(source)
              + " is already "
              + (separator != null ? "split by " + Quoted.of(separator) : "tokenized")
              + ": a cell is taken apart once");
    }
  }

  /**
   * Takes only the value at that position, counted from 0; a row with fewer values has none.
   *
   * @throws IllegalArgumentException if the position is negative
   * @throws IllegalStateException if positions were already chosen
   */
  public Field at(int position) {
    return slice(position, 1);
  }

  /**
   * Takes the values from that position on, counted from 0.
   *
   * @throws IllegalArgumentException if the position is negative
   * @throws IllegalStateException if positions were already chosen
   */
  public Field from(int position) {
    return slice(position, Integer.MAX_VALUE);
  }

  private Field slice(int position, int count) {
    if (position < 0) {
      throw new IllegalArgumentException(
          "field " + Quoted.of(source) + ": a position must be at least 0, was " + position);
    }
    if (from != 0 || this.count != Integer.MAX_VALUE) {
      throw new IllegalStateException(
          "field " + Quoted.of(source) + ": positions were already chosen");
    }
    return new Field(source, separator, tokenizer, position, count, weights, defaultValue);
  }

  /**
   * Gives every value a weight from another source column, which must hold as many numbers, counted
   * before positions are taken: a list, or text split by the same separator where the values are
   * split. Weights must be finite and not negative. A row without values needs none, and a default
   * weighs 1. Not within a cross.
   *
   * @throws IllegalStateException if weights were already given
   */
  public Field weightedBy(String weights) {
    if (this.weights != null) {
      throw new IllegalStateException(
          "field "
              + Quoted.of(source)
              + ": weights were already set to "
              + Quoted.of(this.weights));
    }
    return new Field(
        source,
        separator,
        tokenizer,
        from,
        count,
        Check.name("a weight field's name", weights),
        defaultValue);
  }

  /**
   * Stands in for a missing cell. The rows in which it did are counted as defaulted.
   *
   * @throws IllegalArgumentException if the text is empty, which is itself a missing value, or is
   *     no Unicode text
   * @throws IllegalStateException if a default was already given
   */
  public Field withDefault(String defaultValue) {
    if (this.defaultValue != null) {
      throw new IllegalStateException(
          "field "
              + Quoted.of(source)
              + ": the default was already set to "
              + Quoted.of(this.defaultValue));
    }
    if (defaultValue.isEmpty()) {
      throw new IllegalArgumentException(
          "field " + Quoted.of(source) + ": the default must not be empty, which means missing");
    }
    return new Field(
        source,
        separator,
        tokenizer,
        from,
        count,
        weights,
        wellFormed("the default", defaultValue));
  }

  private String wellFormed(String what, String text) {
    try {
      return Utf8.requireWellFormed(text);
    } catch (MalformedTextException e) {
      throw new IllegalArgumentException(
          "field " + Quoted.of(source) + ": " + what + " holds an unpaired surrogate", e);
    }
  }

  /**
   * Returns the name that columns of this field carry: the source's name, with {@code _0} for
   * {@code at(0)} and {@code _from_3} for {@code from(3)}.
   */
  @Override
  public String name() {
    if (count == 1) {
      return source + "_" + from;
    }
    return from == 0 ? source : source + "_from_" + from;
  }

  /** Returns the name of the source column. */
  public String source() {
    return source;
  }

  /** Returns the separator, or null where cells are not split. */
  public @Nullable String separator() {
    return separator;
  }

  /** Returns the tokenizer, or null where cells are not tokenized. */
  public @Nullable Tokenizer tokenizer() {
    return tokenizer;
  }

  /** Returns the first position taken. */
  public int from() {
    return from;
  }

  /** Returns how many positions are taken at most; {@link Integer#MAX_VALUE} for all. */
  public int count() {
    return count;
  }

  /** Returns the name of the source column with weights, or null. */
  public @Nullable String weights() {
    return weights;
  }

  /** Returns what stands in for a missing cell, or null. */
  public @Nullable String defaultValue() {
    return defaultValue;
  }

  /** Returns true if cells are taken apart into several values. */
  boolean takenApart() {
    return separator != null || tokenizer != null;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Field that
        && source.equals(that.source)
        && Objects.equals(separator, that.separator)
        && Objects.equals(tokenizerName(), that.tokenizerName())
        && from == that.from
        && count == that.count
        && Objects.equals(weights, that.weights)
        && Objects.equals(defaultValue, that.defaultValue);
  }

  @Override
  public int hashCode() {
    return Objects.hash(source, separator, tokenizerName(), from, count, weights, defaultValue);
  }

  private @Nullable String tokenizerName() {
    return tokenizer == null ? null : tokenizer.name();
  }

  @Override
  public String toString() {
    return "field " + Quoted.of(name());
  }
}
