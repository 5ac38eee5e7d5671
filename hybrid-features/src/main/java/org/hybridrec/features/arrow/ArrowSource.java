package org.hybridrec.features.arrow;

import java.nio.file.Files;
import java.nio.file.Path;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.SourceReader;
import org.hybridrec.features.source.SourceSchema;

/**
 * Arrow data as a source of rows: an IPC stream, an IPC file, or vectors in memory. Immutable;
 * sources of streams and files may be shared between threads, each with a reader of its own.
 *
 * <p>What Arrow's types become:
 *
 * <ul>
 *   <li>utf8, large utf8, utf8 view: {@code TEXT}. Bytes that are not UTF-8 are an {@link
 *       org.hybridrec.features.source.InvalidDataException} when the text is asked for.
 *   <li>integers of 8 to 64 bits, signed or not: {@code INTEGER}. An unsigned value beyond the
 *       range of long has its right decimal text and its nearest floating point number; asking for
 *       it as a long is an {@code InvalidDataException}.
 *   <li>bool: {@code INTEGER}, 0 or 1.
 *   <li>timestamps: {@code INTEGER}, in the unit of the column (seconds, milliseconds, microseconds
 *       or nanoseconds) since 1970, in UTC where the column has a time zone.
 *   <li>floating point numbers of 16, 32 and 64 bits, decimals of 32 to 256 bits: {@code NUMBER}.
 *   <li>null: {@code TEXT} that is always missing.
 *   <li>lists, large lists and fixed-size lists of all these: lists of them. A null list has no
 *       values, as an empty one has; nulls among the elements keep their places.
 *   <li>dictionary-encoded fields of all these, lists of such ones too: as their values. A text of
 *       a dictionary is decoded once. Dictionaries may grow (delta) and be replaced between
 *       batches.
 * </ul>
 *
 * <p>Extension types are read as the type they are stored as. Fields of any other type (binary,
 * dates, times of day, structs, maps, unions, lists of lists and so on) are passed over: they are
 * absent from the {@linkplain SourceSchema#fields() fields}, and {@link SourceSchema#unsupported()}
 * names each with its type. Compressed batches are refused with an error that says how to write
 * them.
 *
 * <p>In locations and messages, rows and batches count from 0, rows from the start of the file.
 */
public final class ArrowSource implements ExampleSource {

  private final IpcSource source;
  private final SourceSchema schema;

  private ArrowSource(IpcSource source) {
    this.source = source;
    this.schema = ArrowField.toSourceSchema(source.fields());
  }

  /**
   * Makes a source of an IPC stream ({@code .arrows}) in a file.
   *
   * @throws java.io.UncheckedIOException if the file cannot be read
   * @throws org.hybridrec.features.source.InvalidDataException if it does not start with a schema
   */
  public static ArrowSource stream(Path path) {
    return of(IpcSource.of(IpcFile.of(path, false)));
  }

  /**
   * Makes a source of an IPC file ({@code .arrow}, {@code .feather} version 2). Its batches are
   * read in the order in which they stand.
   *
   * @throws java.io.UncheckedIOException if the file cannot be read
   * @throws org.hybridrec.features.source.InvalidDataException if the file is cut short or is none
   */
  public static ArrowSource file(Path path) {
    return of(IpcSource.of(IpcFile.of(path, true)));
  }

  /**
   * Makes a source of an IPC file or stream, told apart by the first bytes.
   *
   * @throws java.io.UncheckedIOException if the file cannot be read
   * @throws org.hybridrec.features.source.InvalidDataException if it is neither
   */
  public static ArrowSource of(Path path) {
    return of(IpcSource.of(String.valueOf(path.getFileName()), () -> Files.newByteChannel(path)));
  }

  static ArrowSource of(IpcSource source) {
    return new ArrowSource(source);
  }

  @Override
  public SourceSchema schema() {
    return schema;
  }

  @Override
  public SourceReader open() {
    return source.open();
  }
}
