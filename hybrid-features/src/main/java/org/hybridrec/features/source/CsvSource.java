package org.hybridrec.features.source;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * CSV files (RFC 4180) read as one source, in the order given. Immutable; may be shared between
 * threads.
 *
 * <pre>{@code
 * ExampleSource views = CsvSource.of(Path.of("views-0.csv.gz"), Path.of("views-1.csv.gz"));
 * ExampleSource plain = CsvSource.of(path).withHeader("next_content_id", "visitor_id", "content_id");
 * }</pre>
 *
 * <p>Cells are text, whatever they look like: columns know what they mean. An empty cell is
 * missing, quoted or not. Unless {@link #withHeader} is given, the first line of each file names
 * its columns, and all files must name the same ones in the same order. Files whose name ends in
 * {@code .gz} are decompressed. Lines end in LF, CR or both; blank lines are skipped, and so in a
 * file of one column a missing cell must be written {@code ""}. A cell may hold 16 million
 * characters.
 *
 * <p>Text is UTF-8, with or without a byte order mark. Bytes that are not UTF-8, rows with fewer or
 * more cells than columns, and quotes that never close end reading with an {@link
 * InvalidDataException} naming file and line. A source without rows is not refused here.
 */
public final class CsvSource implements ExampleSource {

  private final List<Path> files;
  private final @Nullable List<String> header;
  private final char separator;

  private CsvSource(List<Path> files, @Nullable List<String> header, char separator) {
    this.files = files;
    this.header = header;
    this.separator = separator;
  }

  /**
   * Makes a source of these files, separated by commas. Nothing is opened yet.
   *
   * @throws IllegalArgumentException if there is no file
   */
  public static CsvSource of(Path... files) {
    return of(List.of(files));
  }

  /**
   * Makes a source of these files, separated by commas. Nothing is opened yet.
   *
   * @throws IllegalArgumentException if there is no file
   */
  public static CsvSource of(List<Path> files) {
    if (files.isEmpty()) {
      throw new IllegalArgumentException("files: there must be at least 1, were 0");
    }
    return new CsvSource(List.copyOf(files), null, ',');
  }

  /**
   * Returns this source with its columns named, for files without a header line: every line is a
   * row.
   *
   * @throws IllegalArgumentException if there is no name
   */
  public CsvSource withHeader(String... names) {
    return withHeader(List.of(names));
  }

  /**
   * Returns this source with its columns named, for files without a header line: every line is a
   * row.
   *
   * @throws IllegalArgumentException if there is no name
   */
  public CsvSource withHeader(List<String> names) {
    if (names.isEmpty()) {
      throw new IllegalArgumentException("header: there must be at least 1 name, were 0");
    }
    return new CsvSource(files, List.copyOf(names), separator);
  }

  /**
   * Returns this source with another character between cells, such as {@code ';'} or a tab.
   *
   * @throws IllegalArgumentException if it is a quote or ends a line
   */
  public CsvSource withSeparator(char character) {
    if (character == '"' || character == '\n' || character == '\r') {
      throw new IllegalArgumentException(
          "separator: must not be a quote or a line break, was "
              + Quoted.of(String.valueOf(character)));
    }
    return new CsvSource(files, header, character);
  }

  /**
   * Returns the columns, all of text. Reads the first line of every file, unless the header is
   * given.
   *
   * @throws UncheckedIOException if a file cannot be read
   * @throws InvalidDataException if a first line cannot be read as CSV
   * @throws SchemaException if a file has no first line or the files differ in it
   */
  @Override
  public SourceSchema schema() {
    List<String> names = header != null ? header : commonHeader();
    return new SourceSchema(
        names.stream().map(name -> new SourceField(name, ValueType.TEXT, false)).toList());
  }

  private List<String> commonHeader() {
    List<String> common = headerOf(files.get(0));
    List<String> problems = new ArrayList<>();
    for (Path file : files.subList(1, files.size())) {
      List<String> other = headerOf(file);
      if (!other.equals(common)) {
        problems.add(
            String.format(
                "%s: the header is %s, in %s it is %s; all files must have the same",
                file, quoted(other), files.get(0), quoted(common)));
      }
    }
    if (!problems.isEmpty()) {
      throw new SchemaException(problems);
    }
    return common;
  }

  private List<String> headerOf(Path path) {
    try (CsvFile file = CsvFile.open(path, separator)) {
      CsvRecord first = file.next();
      if (first == null) {
        throw new SchemaException(
            List.of(
                path
                    + ": is empty; the first line must name the columns, where no header is given"));
      }
      return List.copyOf(first.getFields());
    }
  }

  private static String quoted(List<String> names) {
    return names.stream().map(Quoted::of).toList().toString();
  }

  /**
   * Opens the source at its first row.
   *
   * @throws UncheckedIOException if a file is missing or cannot be read
   * @throws InvalidDataException if a first line cannot be read as CSV
   * @throws SchemaException as {@link #schema} does
   */
  @Override
  public SourceReader open() {
    for (Path file : files) {
      if (!Files.exists(file)) {
        throw new UncheckedIOException(
            file + ": there is no such file", new NoSuchFileException(file.toString()));
      }
    }
    return new CsvBatchReader(files, separator, schema(), header == null);
  }
}
