package org.hybridrec.news;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.hybridrec.features.arrow.ArrowSource;
import org.hybridrec.features.source.CsvSource;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.Quoted;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Opens data files as one source: all CSV, plain or compressed, or all Arrow. */
final class DataFiles {

  private static final byte[] ARROW_FILE = {'A', 'R', 'R', 'O', 'W', '1'};
  private static final byte[] ARROW_STREAM = {-1, -1, -1, -1};

  /** What is looked for where CSV files seem to have one column. */
  private static final char[] SEPARATORS = {';', '\t', '|', ','};

  @Option(
      names = "--header",
      split = ",",
      paramLabel = "NAME",
      description = "Names of the columns, where CSV files have no header line: a,b,c")
  private @Nullable List<String> header;

  @Option(
      names = "--separator",
      paramLabel = "CHARACTER",
      description = "What stands between the cells of CSV files, tab for a tab (default: a comma).")
  private @Nullable String separator;

  /**
   * Returns the files as one source.
   *
   * @throws UserError if a file cannot be read, the files are of both kinds, or CSV files seem to
   *     have another separator
   */
  ExampleSource open(List<Path> files) {
    files.forEach(DataFiles::check);
    long arrow = files.stream().filter(DataFiles::isArrow).count();
    if (arrow == 0) {
      return csv(files);
    }
    if (arrow < files.size()) {
      throw new UserError("data files " + files + ": some are CSV, some Arrow; give one kind");
    }
    if (header != null) {
      throw new UserError("--header is for CSV files; Arrow files name their columns themselves");
    }
    if (separator != null) {
      throw new UserError("--separator is for CSV files; Arrow files have none");
    }
    return JoinedSource.of(files, files.stream().map(ArrowSource::of).toList());
  }

  private CsvSource csv(List<Path> files) {
    CsvSource csv = CsvSource.of(files);
    if (separator != null) {
      csv = csv.withSeparator(character(separator));
    }
    if (header != null) {
      return csv.withHeader(header);
    }
    List<String> names = csv.schema().names();
    if (names.size() == 1) {
      checkOneColumn(files.get(0), names.get(0));
    }
    checkDifferent(files.get(0), names);
    return csv;
  }

  /** The first row of a file without a header line often holds a value twice. */
  private static void checkDifferent(Path file, List<String> names) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw new UserError(
            "data file "
                + file
                + ": its first line names a column "
                + Quoted.of(name)
                + " twice; rename one, or if that line is a row, name the columns by --header a,b,c");
      }
    }
  }

  private static char character(String separator) {
    if (separator.equals("tab") || separator.equals("\\t")) {
      return '\t';
    }
    if (separator.length() != 1 || "\"\n\r".contains(separator)) {
      throw new UserError(
          "--separator must be one character other than a quote, such as ';', or tab, was "
              + Quoted.of(separator));
    }
    return separator.charAt(0);
  }

  private static void checkOneColumn(Path file, String name) {
    for (char other : SEPARATORS) {
      if (name.indexOf(other) >= 0) {
        throw new UserError(
            "data file "
                + file
                + ": has one column alone, "
                + Quoted.of(name)
                + "; name what stands between its cells, as in --separator "
                + (other == '\t' ? "tab" : "'" + other + "'"));
      }
    }
  }

  private static void check(Path file) {
    InputFile.check("data file", file, "", "name the files in it");
  }

  private static boolean isArrow(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    if (Stream.of(".arrow", ".arrows", ".feather").anyMatch(name::endsWith)) {
      return true;
    }
    byte[] start = start(file);
    return startsWith(start, ARROW_FILE) || startsWith(start, ARROW_STREAM);
  }

  private static byte[] start(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(ARROW_FILE.length);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "data file " + file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static boolean startsWith(byte[] bytes, byte[] magic) {
    return bytes.length >= magic.length && Arrays.equals(Arrays.copyOf(bytes, magic.length), magic);
  }
}
