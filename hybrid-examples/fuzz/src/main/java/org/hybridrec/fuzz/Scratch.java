package org.hybridrec.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceColumn;
import org.hybridrec.features.source.SourceField;
import org.hybridrec.features.source.SourceReader;

/** The one file that inputs are written to, and reading all of a source. */
final class Scratch {

  private static final Path FILE = newFile();

  private Scratch() {}

  private static Path newFile() {
    try {
      Path file = Files.createTempFile("fuzz", ".tmp");
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the file, which now holds these bytes. */
  static Path with(byte[] bytes) {
    try {
      return Files.write(FILE, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] bytes() {
    try {
      return Files.readAllBytes(FILE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path path() {
    return FILE;
  }

  /** Reads every value of every row; returns the number of values. */
  static long readAll(ExampleSource source) {
    long values = 0;
    try (SourceReader reader = source.open()) {
      for (SourceBatch batch = reader.next(); batch != null; batch = reader.next()) {
        for (int c = 0; c < source.schema().fields().size(); c++) {
          SourceField field = source.schema().fields().get(c);
          for (int row = 0; row < batch.rowCount(); row++) {
            values += read(field, batch.column(c), row);
          }
        }
      }
    }
    return values;
  }

  private static int read(SourceField field, SourceColumn column, int row) {
    int count = column.valueCount(row);
    for (int i = 0; i < count; i++) {
      if (!column.isNull(row, i)) {
        switch (field.type()) {
          case TEXT -> column.text(row, i);
          case INTEGER -> column.integer(row, i);
          case NUMBER -> column.number(row, i);
        }
      }
    }
    return count;
  }
}
