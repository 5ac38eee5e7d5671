package org.hybridrec.features.text;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.hybridrec.features.hashing.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Words and a vector for each: the content of a word2vec or fastText file. Immutable and
 * thread-safe. {@link #words} and {@link #table} are all there is to it, so a model file can carry
 * them and {@link #of} makes an equal value again.
 */
public final class WordVectors {

  /** The largest magnitude of a number: sums of so many as a text can have words stay finite. */
  static final float LIMIT = 1e30f;

  private final WordIndex index;
  private final int width;
  private final float[] table;
  private volatile @Nullable String digest;

  /** Takes the table as it is; everything has been checked. */
  WordVectors(WordIndex index, int width, float[] table) {
    this.index = index;
    this.width = width;
    this.table = table;
  }

  /**
   * Returns the vectors of some words.
   *
   * @param words the words in the order of their rows: distinct, not empty, at least one
   * @param width floats a vector, at least 1
   * @param table [words × width], row-major, numbers in ±1e30; copied
   * @throws IllegalArgumentException if anything of this does not hold
   */
  public static WordVectors of(List<String> words, int width, float[] table) {
    if (width < 1 || words.isEmpty() || table.length != (long) words.size() * width) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "word vectors: expected at least one word, a width of at least 1 and a table of"
                  + " words × width numbers, were %d words, width %d and %d numbers",
              words.size(),
              width,
              table.length));
    }
    for (int i = 0; i < table.length; i++) {
      if (!isAllowed(table[i])) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "word vectors: number %d of word %d must be within ±1e30, was %s",
                i % width,
                i / width,
                table[i]));
      }
    }
    return new WordVectors(indexOf(words), width, table.clone());
  }

  private static WordIndex indexOf(List<String> words) {
    WordIndex index = new WordIndex();
    for (String word : words) {
      int earlier = word.isEmpty() ? index.size() : index.add(Utf8.requireWellFormed(word));
      if (earlier >= 0) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "word vectors: words must be distinct and not empty, word %d is %s",
                index.size(),
                word.isEmpty() ? "empty" : "the same as word " + earlier));
      }
    }
    return index;
  }

  /**
   * Reads a file in the text form of word2vec and fastText ({@code .vec}, also gzipped as {@code
   * .vec.gz}): UTF-8, a line for each word with the word and its numbers separated by blanks. A
   * first line of two whole numbers is a header that says how many words and numbers there are.
   *
   * @throws MalformedWordVectorsException if the file is not of this form
   * @throws UncheckedIOException if it cannot be read
   */
  public static WordVectors read(Path file) {
    return read(file, Integer.MAX_VALUE);
  }

  /**
   * Reads the first words of a file: these files begin with the most frequent ones, and the first
   * hundred thousand do nearly all the work. See {@link #read(Path)}.
   *
   * @param file the file
   * @param maxWords how many words to read at most, at least 1; the rest is not looked at
   * @throws MalformedWordVectorsException if what is read is not of this form
   * @throws UncheckedIOException if it cannot be read
   */
  public static WordVectors read(Path file, int maxWords) {
    return WordVectorsReader.read(file, maxWords);
  }

  static boolean isAllowed(float number) {
    return Math.abs(number) <= LIMIT;
  }

  /** Returns the words in the order of their rows. */
  public List<String> words() {
    return index.words();
  }

  /** Returns the number of words. */
  public int size() {
    return index.size();
  }

  /** Returns the floats of a vector. */
  public int width() {
    return width;
  }

  /** Returns a copy of the vectors, [words × width], row-major. */
  public float[] table() {
    return table.clone();
  }

  /** Returns the row of a word, or -1. */
  public int indexOf(String word) {
    return index.of(word);
  }

  /**
   * Returns a copy of a row.
   *
   * @throws IndexOutOfBoundsException if there is no such row
   */
  public float[] vector(int row) {
    Objects.checkIndex(row, size());
    return Arrays.copyOfRange(table, row * width, (row + 1) * width);
  }

  void addRow(int row, double[] sum) {
    int start = row * width;
    for (int d = 0; d < width; d++) {
      sum[d] += table[start + d];
    }
  }

  /** The root of the mean square of all numbers. */
  double rootMeanSquare() {
    double squares = 0;
    for (float number : table) {
      squares += (double) number * number;
    }
    return Math.sqrt(squares / table.length);
  }

  /** SHA-256 of words and table, made once when first asked for. */
  String digest() {
    String known = digest;
    if (known == null) {
      ContentDigest content = new ContentDigest().add(width).add(size());
      words().forEach(content::add);
      known = content.add(table).hex();
      digest = known;
    }
    return known;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof WordVectors that
        && width == that.width
        && words().equals(that.words())
        && Arrays.equals(table, that.table);
  }

  @Override
  public int hashCode() {
    return 31 * words().hashCode() + Arrays.hashCode(table);
  }

  @Override
  public String toString() {
    return "word vectors(" + size() + " words, width " + width + ")";
  }
}
