package org.hybridrec.features.source;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads CSV files one after the other. A batch never spans two files, so one path locates its rows.
 */
final class CsvBatchReader implements SourceReader {

  private final List<Path> files;
  private final char separator;
  private final SourceSchema schema;
  private final boolean skipsFirstLine;
  private int opened;
  private @Nullable CsvFile current;

  CsvBatchReader(List<Path> files, char separator, SourceSchema schema, boolean skipsFirstLine) {
    this.files = files;
    this.separator = separator;
    this.schema = schema;
    this.skipsFirstLine = skipsFirstLine;
  }

  @Override
  public @Nullable SourceBatch next() {
    while (true) {
      CsvFile file = current != null ? current : openNext();
      if (file == null) {
        return null;
      }
      SourceBatch batch = nextBatch(file);
      if (batch != null) {
        return batch;
      }
      closeCurrent();
    }
  }

  private @Nullable CsvFile openNext() {
    if (opened == files.size()) {
      return null;
    }
    CsvFile file = CsvFile.open(files.get(opened++), separator);
    current = file;
    if (skipsFirstLine) {
      file.next();
    }
    return file;
  }

  private @Nullable SourceBatch nextBatch(CsvFile file) {
    List<CsvRecord> records = new ArrayList<>();
    while (records.size() < CellBatch.ROWS) {
      CsvRecord record = file.next();
      if (record == null) {
        break;
      }
      records.add(checked(file.path(), record));
    }
    return records.isEmpty() ? null : batch(file.path(), records);
  }

  private CsvRecord checked(Path path, CsvRecord record) {
    if (record.getFieldCount() != schema.fields().size()) {
      throw new InvalidDataException(
          String.format(
              "%s: the row has %d cells, the header %d; every row must have as many as the header",
              location(path, record), record.getFieldCount(), schema.fields().size()));
    }
    return record;
  }

  private SourceBatch batch(Path path, List<CsvRecord> records) {
    List<CellColumn> columns = new ArrayList<>();
    for (int c = 0; c < schema.fields().size(); c++) {
      CellColumn column = new CellColumn(schema.fields().get(c), records.size());
      for (int row = 0; row < records.size(); row++) {
        String cell = records.get(row).getField(c);
        if (!cell.isEmpty()) {
          column.putText(row, cell);
        }
      }
      columns.add(column);
    }
    return new CellBatch(records.size(), columns, row -> location(path, records.get(row)));
  }

  private static String location(Path path, CsvRecord record) {
    return path + " line " + record.getStartingLineNumber();
  }

  private void closeCurrent() {
    if (current != null) {
      current.close();
      current = null;
    }
  }

  @Override
  public void close() {
    opened = files.size();
    closeCurrent();
  }
}
