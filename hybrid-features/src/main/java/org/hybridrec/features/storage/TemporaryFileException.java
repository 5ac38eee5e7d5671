package org.hybridrec.features.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** A temporary file that cannot be made, written or read; usually the disk is full. */
public final class TemporaryFileException extends UncheckedIOException {

  private static final long serialVersionUID = 1L;

  private final String path;
  private final long neededBytes;

  /**
   * Makes an exception.
   *
   * @param message what happened and what to do
   * @param path the file
   * @param neededBytes how long the file was to become, 0 where that is not the matter
   * @param cause the system's answer
   */
  public TemporaryFileException(String message, Path path, long neededBytes, IOException cause) {
    super(message, cause);
    this.path = path.toString();
    this.neededBytes = neededBytes;
  }

  /** Returns the file. */
  public Path path() {
    return Path.of(path);
  }

  /** Returns how long the file was to become when it could not be written, else 0. */
  public long neededBytes() {
    return neededBytes;
  }
}
