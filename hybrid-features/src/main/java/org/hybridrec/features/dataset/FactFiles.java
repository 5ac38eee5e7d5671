package org.hybridrec.features.dataset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hybridrec.features.Moments;
import org.hybridrec.features.ValueCounts;
import org.hybridrec.features.source.CsvFiles;
import org.hybridrec.features.source.CsvSource;
import org.hybridrec.features.source.InvalidDataException;
import org.hybridrec.features.source.Quoted;
import org.hybridrec.features.source.RowSource;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceReader;
import org.jspecify.annotations.Nullable;

/**
 * Fitted facts as text files like the lab's, for other tools; a model needs none of them, it
 * carries its facts itself. UTF-8, lines ended by LF. Thread-safe: it has no state.
 *
 * <ul>
 *   <li>{@code author_vocab.txt}: the values, one a line, most frequent first; what {@code
 *       Vocabulary.readUtf8} reads
 *   <li>{@code author_vocab_count.txt}: their number
 *   <li>{@code author_counts.csv}: value and count
 *   <li>{@code months_since_epoch_mean.txt}: the mean
 *   <li>{@code fitted_on.csv}: for each file the rows it was fitted on
 * </ul>
 */
public final class FactFiles {

  /** Name of the file that says which rows the facts beside it were fitted on. */
  public static final String ORIGINS = "fitted_on.csv";

  private FactFiles() {}

  private record Line(String file, FittedOn on) {}

  /**
   * Writes facts into a folder, which is made if it is not there.
   *
   * @return the files, in the order of the facts, {@code fitted_on.csv} last
   * @throws IllegalArgumentException if a value is neither {@link ValueCounts} nor {@link Moments},
   *     or a field's name is no file name
   * @throws InvalidDataException if a value of a vocabulary has a line break
   * @throws UncheckedIOException if writing fails
   */
  public static List<Path> write(Path folder, List<Fitted<?>> facts) {
    List<Line> lines = new ArrayList<>();
    try {
      Files.createDirectories(folder);
      for (Fitted<?> fact : facts) {
        for (String file : write(folder, fact)) {
          lines.add(new Line(file, fact.on()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(folder + ": facts cannot be written (" + e + ")", e);
    }
    List<Path> files = new ArrayList<>(lines.stream().map(l -> folder.resolve(l.file())).toList());
    files.add(folder.resolve(ORIGINS));
    CsvFiles.write(origins(lines), folder.resolve(ORIGINS));
    return List.copyOf(files);
  }

  private static List<String> write(Path folder, Fitted<?> fact) throws IOException {
    String name = fact.field();
    if (name.startsWith(".") || name.contains("/") || name.contains("\\")) {
      throw new IllegalArgumentException(
          "field " + Quoted.of(name) + ": its name is no file name; write its facts under another");
    }
    if (fact.value() instanceof ValueCounts counts) {
      return writeCounts(folder, name, counts);
    }
    if (fact.value() instanceof Moments moments) {
      String file = name + "_mean.txt";
      Files.writeString(folder.resolve(file), moments.mean() + "\n");
      return List.of(file);
    }
    throw new IllegalArgumentException(
        "field "
            + Quoted.of(name)
            + ": only ValueCounts and Moments can be written, was "
            + fact.value().getClass().getSimpleName());
  }

  private static List<String> writeCounts(Path folder, String name, ValueCounts counts)
      throws IOException {
    for (String value : counts.values()) {
      if (value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0) {
        throw new InvalidDataException(
            "field "
                + Quoted.of(name)
                + ": the value "
                + Quoted.of(value)
                + " has a line break and cannot stand in a file of one value a line; clean it");
      }
    }
    List<String> files =
        List.of(name + "_vocab.txt", name + "_vocab_count.txt", name + "_counts.csv");
    String lines = String.join("\n", counts.values());
    Files.writeString(folder.resolve(files.get(0)), lines.isEmpty() ? "" : lines + "\n");
    Files.writeString(folder.resolve(files.get(1)), counts.size() + "\n");
    CsvFiles.write(
        RowSource.rows(IntStream.range(0, counts.size()).boxed().toList())
            .text("value", counts.values()::get)
            .integer("count", counts::count),
        folder.resolve(files.get(2)));
    return files;
  }

  private static RowSource<Line> origins(List<Line> lines) {
    return RowSource.rows(lines)
        .text("file", Line::file)
        .text("part", line -> line.on().part())
        .integer("rows", line -> line.on().fingerprint().rows())
        .text("fingerprint", line -> PartFingerprint.hexadecimal(line.on().fingerprint().sum()))
        .integer("from", line -> line.on().time() == null ? null : line.on().time().from())
        .integer("to", line -> line.on().time() == null ? null : line.on().time().to());
  }

  /**
   * Reads which rows the facts in a folder were fitted on.
   *
   * @return by the name of the file, in the order in which they were written
   * @throws UncheckedIOException if {@code fitted_on.csv} cannot be read
   * @throws InvalidDataException if it holds something else
   */
  public static Map<String, FittedOn> origins(Path folder) {
    CsvSource source = CsvSource.of(folder.resolve(ORIGINS));
    Map<String, FittedOn> origins = new LinkedHashMap<>();
    SelectedColumns rows =
        SelectedColumns.of(source, List.of("file", "part", "rows", "fingerprint", "from", "to"));
    try (SourceReader reader = rows.open()) {
      for (SourceBatch batch = reader.next(); batch != null; batch = reader.next()) {
        for (int row = 0; row < batch.rowCount(); row++) {
          origins.put(text(batch, 0, row), origin(batch, row));
        }
      }
    }
    return origins;
  }

  private static FittedOn origin(SourceBatch batch, int row) {
    try {
      PartFingerprint fingerprint =
          new PartFingerprint(
              Long.parseLong(text(batch, 2, row)),
              new BigInteger(text(batch, 3, row), 16).longValue());
      return new FittedOn(text(batch, 1, row), fingerprint, window(batch, row));
    } catch (IllegalArgumentException e) {
      throw new InvalidDataException(
          batch.location(row) + ": does not say which rows a fact was fitted on", e);
    }
  }

  private static @Nullable TimeWindow window(SourceBatch batch, int row) {
    String from = text(batch, 4, row);
    return from.isEmpty()
        ? null
        : new TimeWindow(Long.parseLong(from), Long.parseLong(text(batch, 5, row)));
  }

  private static String text(SourceBatch batch, int column, int row) {
    return batch.column(column).valueCount(row) == 0 ? "" : batch.column(column).text(row, 0);
  }
}
