package org.hybridrec.core.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.hybridrec.core.file.ModelFormatException.Kind;

/**
 * Where a content came from, for messages.
 *
 * @param name what stands before the colon
 */
record Origin(String name) {

  static final Origin MEMORY = new Origin("model file");

  static Origin of(Path path) {
    return new Origin("model file " + Printed.of(path));
  }

  ModelFormatException refuse(Kind kind, String message) {
    return new ModelFormatException(kind, name + ": " + message);
  }

  UncheckedIOException failed(String what, NoSuchFileException cause) {
    return new UncheckedIOException(name + ": " + what, cause);
  }

  UncheckedIOException failed(String what, IOException cause) {
    return new UncheckedIOException(name + ": " + what + ": " + reason(cause), cause);
  }

  private static String reason(IOException cause) {
    String kind = cause.getClass().getSimpleName();
    return cause.getMessage() == null ? kind : kind + " " + Printed.of(cause.getMessage());
  }
}
