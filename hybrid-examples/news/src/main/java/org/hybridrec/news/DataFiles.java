package org.hybridrec.news;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.hybridrec.features.arrow.ArrowSource;
import org.hybridrec.features.source.CsvSource;
import org.hybridrec.features.source.ExampleSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Opens data files as one source: all CSV, plain or compressed, or all Arrow. */
final class DataFiles {

  private static final byte[] ARROW_FILE = {'A', 'R', 'R', 'O', 'W', '1'};
  private static final byte[] ARROW_STREAM = {-1, -1, -1, -1};

  @Option(
      names = "--header",
      split = ",",
      paramLabel = "NAME",
      description = "Names of the columns, where CSV files have no header line: a,b,c")
  private @Nullable List<String> header;

  /**
   * Returns the files as one source.
   *
   * @throws UserError if a file cannot be read or the files are of both kinds
   */
  ExampleSource open(List<Path> files) {
    files.forEach(DataFiles::check);
    long arrow = files.stream().filter(DataFiles::isArrow).count();
    if (arrow == 0) {
      CsvSource csv = CsvSource.of(files);
      return header == null ? csv : csv.withHeader(header);
    }
    if (arrow < files.size()) {
      throw new UserError("data files " + files + ": some are CSV, some Arrow; give one kind");
    }
    if (header != null) {
      throw new UserError("--header is for CSV files; Arrow files name their columns themselves");
    }
    return JoinedSource.of(files, files.stream().map(ArrowSource::of).toList());
  }

  private static void check(Path file) {
    if (!Files.exists(file)) {
      throw new UserError("data file " + file + ": there is no such file");
    }
    if (Files.isDirectory(file)) {
      throw new UserError("data file " + file + ": is a folder; name the files in it");
    }
    if (!Files.isReadable(file)) {
      throw new UserError("data file " + file + ": may not be read; check its permissions");
    }
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
