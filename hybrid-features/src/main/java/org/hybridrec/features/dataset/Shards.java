package org.hybridrec.features.dataset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.Quoted;

/**
 * Rows written to several files of about the same number of rows. The files are named as Beam names
 * its own, {@code train-00000-of-00004.csv.gz}; read in the order of their names they give the rows
 * in their order. Immutable.
 *
 * <pre>{@code
 * new Shards("train", ".csv.gz", 4).write(parts.train(), folder, CsvFiles::write);
 * new Shards("train", ".arrows", 4).write(parts.train(), folder, ArrowFiles::write);
 * }</pre>
 *
 * @param name start of the files' names: letters, digits, dots, hyphens and underscores
 * @param extension end of the files' names, of the same characters
 * @param count number of files, from 1 to 99,999
 */
public record Shards(String name, String extension, int count) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]*");

  /**
   * Checks the names and the count.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public Shards {
    if (name.isEmpty() || !NAME.matcher(name).matches() || !NAME.matcher(extension).matches()) {
      throw new IllegalArgumentException(
          String.format(
              "shards: name and extension may have letters, digits, '.', '-' and '_', and the name"
                  + " at least one; were %s and %s",
              Quoted.of(name), Quoted.of(extension)));
    }
    if (count < 1 || count > 99_999) {
      throw new IllegalArgumentException(
          "shards of " + Quoted.of(name) + ": count must be from 1 to 99999, was " + count);
    }
  }

  /** Returns the files in the order of the rows. */
  public List<Path> paths(Path folder) {
    return IntStream.range(0, count)
        .mapToObj(i -> String.format(Locale.ROOT, "%s-%05d-of-%05d%s", name, i, count, extension))
        .map(folder::resolve)
        .toList();
  }

  /**
   * Writes all rows. The source is read once to count its rows and then once for each file, from
   * its start. With fewer rows than files, some files have no row. The folder is made if it is not
   * there. If writing fails, the files already written are deleted.
   *
   * @param rows the rows
   * @param folder where the files go
   * @param writer writes one source to one path, such as {@code CsvFiles::write}
   * @return the files in the order of the rows
   * @throws UncheckedIOException if the folder cannot be used
   * @throws IllegalStateException if the folder has files of this name in another number, which
   *     would be read together with the new ones
   */
  public List<Path> write(
      ExampleSource rows, Path folder, BiConsumer<? super ExampleSource, ? super Path> writer) {
    prepare(folder);
    List<Path> files = paths(folder);
    long rowCount = rows instanceof StoredRows stored ? stored.rowCount() : RowRange.count(rows);
    List<Path> written = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        written.add(files.get(i));
        writer.accept(
            new RowRange(rows, rowCount * i / count, rowCount * (i + 1) / count), files.get(i));
      }
    } catch (RuntimeException e) {
      delete(written, e);
      throw e;
    }
    return files;
  }

  private void prepare(Path folder) {
    try {
      Files.createDirectories(folder);
      Pattern other =
          Pattern.compile(
              Pattern.quote(name)
                  + "-\\d{5}-of-(?!"
                  + String.format(Locale.ROOT, "%05d", count)
                  + ")\\d{5}.*");
      try (Stream<Path> files = Files.list(folder)) {
        files
            .filter(file -> other.matcher(file.getFileName().toString()).matches())
            .sorted()
            .findFirst()
            .ifPresent(this::refuse);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(folder + ": cannot be used (" + e + ")", e);
    }
  }

  private void refuse(Path file) {
    throw new IllegalStateException(
        String.format(
            "%s is of an earlier set of shards; delete that set before %d new ones are written,"
                + " or choose another folder",
            file, count));
  }

  private static void delete(List<Path> files, RuntimeException failure) {
    for (Path file : files) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        failure.addSuppressed(e);
      }
    }
  }
}
