package org.hybridrec.features.source;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;

/** Writes sources as CSV files that {@link CsvSource} reads. Thread-safe: it has no state. */
public final class CsvFiles {

  private static final char LIST_SEPARATOR = '|';

  private CsvFiles() {}

  /**
   * Writes a header line and all rows: UTF-8 without a byte order mark, commas, lines ended by LF,
   * quotes where they are needed. A name that ends in {@code .gz} is compressed.
   *
   * <p>Missing cells and empty text are empty cells. Whole numbers are written in decimal, others
   * as {@link Double#toString}. The values of a list are joined by {@code |}, a null among them as
   * nothing; a value that holds a {@code |} itself is refused.
   *
   * <p>The file appears, or replaces the one that is there, only when it is complete.
   *
   * @return the number of rows written
   * @throws SchemaException if the source has no columns
   * @throws InvalidDataException if a value cannot be written: an unpaired surrogate, or a {@code
   *     |} within a list
   * @throws UncheckedIOException if writing fails
   */
  public static long write(ExampleSource source, Path file) {
    SourceSchema schema = source.schema();
    if (schema.fields().isEmpty()) {
      throw new SchemaException(List.of(file + ": a source without columns cannot be written"));
    }
    Path unfinished =
        file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".unfinished");
    try {
      long rowCount = writeTo(unfinished, CsvFile.isGzip(file), source, schema);
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
      return rowCount;
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be written: " + e.getMessage(), e);
    } finally {
      deleteIfLeft(unfinished);
    }
  }

  private static void deleteIfLeft(Path unfinished) {
    try {
      Files.deleteIfExists(unfinished);
    } catch (IOException e) {
      throw new UncheckedIOException(unfinished + ": cannot be deleted: " + e.getMessage(), e);
    }
  }

  private static long writeTo(Path path, boolean gzip, ExampleSource source, SourceSchema schema)
      throws IOException {
    try (OutputStream file = Files.newOutputStream(path, StandardOpenOption.CREATE_NEW);
        OutputStream out = gzip ? new GZIPOutputStream(file, 1 << 16) : file;
        Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        CsvWriter csv = csvWriter(text, schema.fields().size());
        SourceReader reader = source.open()) {
      csv.writeRecord(schema.names());
      long rowCount = 0;
      for (SourceBatch batch = reader.next(); batch != null; batch = reader.next()) {
        writeBatch(csv, schema, batch);
        rowCount += batch.rowCount();
      }
      return rowCount;
    }
  }

  private static CsvWriter csvWriter(Writer text, int columnCount) {
    CsvWriter.CsvWriterBuilder builder = CsvWriter.builder().lineDelimiter(LineDelimiter.LF);
    if (columnCount == 1) {
      // An empty line would be skipped in reading; a quoted empty cell is a row.
      builder.quoteStrategy(QuoteStrategies.EMPTY);
    }
    return builder.build(text);
  }

  private static void writeBatch(CsvWriter csv, SourceSchema schema, SourceBatch batch) {
    CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
    List<String> cells = new ArrayList<>();
    for (int row = 0; row < batch.rowCount(); row++) {
      cells.clear();
      for (int c = 0; c < schema.fields().size(); c++) {
        SourceField field = schema.fields().get(c);
        String cell = cell(field, batch, c, row);
        if (!encoder.canEncode(cell)) {
          throw refused(field, batch, row, "the text holds an unpaired surrogate");
        }
        cells.add(cell);
      }
      csv.writeRecord(cells);
    }
  }

  private static String cell(SourceField field, SourceBatch batch, int c, int row) {
    SourceColumn column = batch.column(c);
    StringBuilder cell = new StringBuilder();
    for (int i = 0; i < column.valueCount(row); i++) {
      String value = column.isNull(row, i) ? "" : text(field.type(), column, row, i);
      if (field.list() && value.indexOf(LIST_SEPARATOR) >= 0) {
        throw refused(field, batch, row, "a value in the list holds a '|', which separates values");
      }
      cell.append(i > 0 ? "|" : "").append(value);
    }
    return cell.toString();
  }

  private static String text(ValueType type, SourceColumn column, int row, int index) {
    return type == ValueType.NUMBER
        ? Double.toString(column.number(row, index))
        : column.text(row, index);
  }

  private static InvalidDataException refused(
      SourceField field, SourceBatch batch, int row, String why) {
    return new InvalidDataException(
        batch.location(row) + ", column " + Quoted.of(field.name()) + ": " + why);
  }
}
