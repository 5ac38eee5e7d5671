package org.hybridrec.features.text;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * Reads one file of word vectors. What a header promises is checked at the end and never believed
 * before: the table grows with the lines that are there.
 */
final class WordVectorsReader {

  private static final Pattern SEPARATOR = Pattern.compile("[ \t]+");
  private static final Pattern COUNT = Pattern.compile("[0-9]{1,9}");
  private static final Pattern DECIMAL = Pattern.compile("[-+.eE0-9]{1,60}");
  private static final int MAX_NUMBERS = Integer.MAX_VALUE - 8;

  private final LineInput lines;
  private final WordIndex index = new WordIndex();
  private float[] table = new float[1 << 10];
  private int width;
  private int promised = -1;

  private WordVectorsReader(LineInput lines) {
    this.lines = lines;
  }

  static WordVectors read(Path file, int maxWords) {
    if (maxWords < 1) {
      throw new IllegalArgumentException(
          "word vectors: maxWords must be at least 1, was " + maxWords);
    }
    String name = String.valueOf(file.getFileName());
    try (InputStream in = open(file, name)) {
      return new WordVectorsReader(new LineInput(name, in)).read(maxWords);
    } catch (IOException e) {
      throw new UncheckedIOException("word vectors: cannot read " + name, e);
    }
  }

  private static InputStream open(Path file, String name) throws IOException {
    InputStream in = Files.newInputStream(file);
    try {
      return new BufferedInputStream(name.endsWith(".gz") ? new GZIPInputStream(in) : in, 1 << 16);
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  private WordVectors read(int maxWords) throws IOException {
    String line = lines.next();
    if (line != null && isHeader(line)) {
      line = lines.next();
    }
    while (line != null) {
      accept(SEPARATOR.split(line));
      line = index.size() < maxWords ? lines.next() : null;
    }
    checkComplete(maxWords);
    return new WordVectors(index, width, Arrays.copyOf(table, index.size() * width));
  }

  private boolean isHeader(String line) {
    String[] fields = SEPARATOR.split(line);
    if (fields.length != 2
        || !COUNT.matcher(fields[0]).matches()
        || !COUNT.matcher(fields[1]).matches()) {
      return false;
    }
    promised = Integer.parseInt(fields[0]);
    width = Integer.parseInt(fields[1]);
    if (promised < 1 || width < 1) {
      throw lines.problem(
          "the header must promise at least 1 word and 1 number a word, was '"
              + promised
              + " "
              + width
              + "'");
    }
    return true;
  }

  private void accept(String[] fields) {
    checkWord(fields);
    int count = fields.length - 1;
    if (width == 0) {
      width = count;
    }
    if (count != width || count == 0) {
      throw lines.problem(
          String.format(
              Locale.ROOT,
              "expected a word and %s, had %d after the word; every line must have as many as the"
                  + " first, and words must not hold blanks",
              width == 0 ? "its numbers" : "numbers: " + width,
              count));
    }
    int start = grow();
    for (int d = 0; d < width; d++) {
      table[start + d] = number(fields[d + 1], d + 1);
    }
    int earlier = index.add(fields[0]);
    if (earlier >= 0) {
      throw lines.problem(
          "has the word of line "
              + (earlier + (promised < 0 ? 1 : 2))
              + " again; remove one of the two lines");
    }
  }

  private void checkWord(String[] fields) {
    if (fields.length == 0 || fields[0].isEmpty()) {
      throw lines.problem("begins without a word; remove blank lines and leading blanks");
    }
    if (index.size() == promised) {
      throw lines.problem(
          "stands after the " + promised + " words that the header promises; correct the header");
    }
  }

  private float number(String field, int place) {
    if (DECIMAL.matcher(field).matches()) {
      try {
        float number = Float.parseFloat(field);
        if (WordVectors.isAllowed(number)) {
          return number;
        }
      } catch (NumberFormatException e) {
        // only decimal characters, but no number: told below with all others
      }
    }
    throw lines.problem(
        String.format(
            Locale.ROOT,
            "number %d must be a decimal number within ±1e30, was %s; repair or remove the line",
            place,
            Shown.name(field)));
  }

  /** Makes room for a row and returns where it begins. */
  private int grow() {
    long end = (index.size() + 1L) * width;
    if (end > MAX_NUMBERS) {
      throw lines.problem(
          "passes " + MAX_NUMBERS + " numbers, the most a table can hold; read fewer words");
    }
    if (end > table.length) {
      long doubled = Math.min(2L * table.length, MAX_NUMBERS);
      table = Arrays.copyOf(table, (int) Math.max(end, doubled));
    }
    return (int) end - width;
  }

  private void checkComplete(int maxWords) {
    if (index.size() == 0) {
      throw lines.problemOfFile(
          "holds no vectors; expected are lines of a word and its numbers, separated by blanks");
    }
    if (index.size() < Math.min(promised, maxWords)) {
      throw lines.problemOfFile(
          String.format(
              Locale.ROOT,
              "the header promises %d words, found %d; the file was cut off, get it again",
              promised,
              index.size()));
    }
  }
}
