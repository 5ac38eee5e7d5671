package org.hybridrec.features.source;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** One open CSV file: its records in order. All failures name the file. */
final class CsvFile implements AutoCloseable {

  private final Path path;
  private final CloseableIterator<CsvRecord> records;

  private CsvFile(Path path, CloseableIterator<CsvRecord> records) {
    this.path = path;
    this.records = records;
  }

  static CsvFile open(Path path, char separator) {
    InputStream in = stream(path);
    return new CsvFile(
        path,
        CsvReader.builder()
            .fieldSeparator(separator)
            .skipEmptyLines(true)
            .allowUnclosedQuote(false)
            // Counted by CsvSource, whose message also says what was expected.
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofCsvRecord(new Utf8Reader(in, path.toString()))
            .iterator());
  }

  private static InputStream stream(Path path) {
    try {
      InputStream in = Files.newInputStream(path);
      try {
        return isGzip(path) ? new GZIPInputStream(in, 1 << 16) : in;
      } catch (IOException e) {
        in.close();
        throw e;
      }
    } catch (NoSuchFileException e) {
      throw new UncheckedIOException(path + ": there is no such file", e);
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  static boolean isGzip(Path path) {
    return path.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
  }

  Path path() {
    return path;
  }

  /** Returns the next record that is not a blank line, or null at the end. */
  @Nullable CsvRecord next() {
    try {
      return records.hasNext() ? records.next() : null;
    } catch (UncheckedIOException e) {
      throw unreadable(path, Objects.requireNonNull(e.getCause()));
    } catch (CsvParseException e) {
      if (e.getCause() instanceof InvalidDataException invalid) {
        throw invalid;
      }
      throw new InvalidDataException(
          path + ": " + e.getMessage() + "; a quote within a quoted cell is written twice", e);
    }
  }

  private static UncheckedIOException unreadable(Path path, IOException cause) {
    return new UncheckedIOException(path + ": cannot be read: " + cause.getMessage(), cause);
  }

  @Override
  public void close() {
    try {
      records.close();
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }
}
