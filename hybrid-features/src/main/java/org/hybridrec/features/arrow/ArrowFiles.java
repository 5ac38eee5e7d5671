package org.hybridrec.features.arrow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.Quoted;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceField;
import org.hybridrec.features.source.SourceReader;
import org.hybridrec.features.source.ValueType;
import org.jspecify.annotations.Nullable;

/** Writes rows as Arrow IPC streams. Without state; safe to use from any thread. */
public final class ArrowFiles {

  private ArrowFiles() {}

  /**
   * Writes all rows of a source as an Arrow IPC stream, for which the extension {@code .arrows} is
   * customary; {@link ArrowSource#stream} reads it back, as does every Arrow library. Each batch of
   * the source becomes a record batch. Text becomes utf8, integers int64, numbers float64, lists
   * lists of these; a missing cell becomes null and a missing or empty list an empty list.
   *
   * <p>The columns named in {@code dictionaryColumns}, which must hold text, are
   * dictionary-encoded: each distinct text is written once. The source is then read twice, and the
   * distinct texts of those columns are held in memory.
   *
   * <p>The file appears at once and whole, by a move within its folder: a failure leaves a file
   * that was there as it was, and nothing else behind.
   *
   * @throws IllegalArgumentException if a dictionary column does not exist or does not hold text
   * @throws org.hybridrec.features.source.InvalidDataException if a text has an unpaired surrogate
   *     or a batch is too large
   * @throws UncheckedIOException if writing fails
   */
  public static void write(ExampleSource source, Path file, String... dictionaryColumns) {
    List<@Nullable WrittenDictionary> dictionaries = dictionaries(source, dictionaryColumns);
    Path target = file.toAbsolutePath();
    Path temporary =
        target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      try {
        writeStream(source, temporary, dictionaries);
        Files.move(
            temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be written (" + e + ")", e);
    }
  }

  private static void writeStream(
      ExampleSource source, Path file, List<@Nullable WrittenDictionary> dictionaries)
      throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      new StreamWriter(channel, source, dictionaries).write();
      channel.force(true);
    }
  }

  private static List<@Nullable WrittenDictionary> dictionaries(
      ExampleSource source, String... columns) {
    List<SourceField> fields = source.schema().fields();
    List<@Nullable WrittenDictionary> dictionaries = new ArrayList<>();
    fields.forEach(field -> dictionaries.add(null));
    for (String column : columns) {
      int index = source.schema().indexOf(column);
      if (index < 0 || fields.get(index).type() != ValueType.TEXT) {
        throw new IllegalArgumentException(
            String.format(
                "column %s: cannot be dictionary-encoded, it %s; only text can be",
                Quoted.of(column),
                index < 0 ? "is not in the source" : "holds " + fields.get(index).typeName()));
      }
      dictionaries.set(index, new WrittenDictionary(index));
    }
    if (columns.length > 0) {
      collect(source, dictionaries);
    }
    return dictionaries;
  }

  private static void collect(
      ExampleSource source, List<@Nullable WrittenDictionary> dictionaries) {
    try (SourceReader reader = source.open()) {
      for (SourceBatch batch = reader.next(); batch != null; batch = reader.next()) {
        for (int i = 0; i < dictionaries.size(); i++) {
          WrittenDictionary dictionary = dictionaries.get(i);
          if (dictionary != null) {
            dictionary.collect(batch.column(i), batch.rowCount());
          }
        }
      }
    }
  }
}
