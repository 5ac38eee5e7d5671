package org.hybridrec.features.source;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Reads a list of rows in batches, cell by cell. A cell that does not fit its field is refused. */
final class ListReader<T> implements SourceReader {

  private final List<T> rows;
  private final SourceSchema schema;
  private final BiFunction<T, Integer, @Nullable Object> cell;
  private int position;

  /**
   * Starts at the first row.
   *
   * @param cell gives the raw value of a row for the column at that position of the schema
   */
  ListReader(List<T> rows, SourceSchema schema, BiFunction<T, Integer, @Nullable Object> cell) {
    this.rows = rows;
    this.schema = schema;
    this.cell = cell;
  }

  @Override
  public @Nullable SourceBatch next() {
    int first = position;
    int rowCount = Math.min(CellBatch.ROWS, rows.size() - first);
    if (rowCount == 0) {
      return null;
    }
    List<CellColumn> columns = new ArrayList<>(schema.fields().size());
    for (int c = 0; c < schema.fields().size(); c++) {
      columns.add(column(c, first, rowCount));
    }
    position = first + rowCount;
    return new CellBatch(rowCount, columns, row -> "row " + (first + row));
  }

  private CellColumn column(int c, int first, int rowCount) {
    SourceField field = schema.fields().get(c);
    CellColumn column = new CellColumn(field, rowCount);
    for (int row = 0; row < rowCount; row++) {
      Object raw = cell.apply(rows.get(first + row), c);
      if (raw != null && !column.put(row, raw)) {
        throw misfit(field, first + row, raw);
      }
    }
    return column;
  }

  private static InvalidDataException misfit(SourceField field, int row, Object raw) {
    return new InvalidDataException(
        String.format(
            "row %d, column %s: %s cannot be read as %s; allowed are %s",
            row,
            Quoted.of(field.name()),
            CellValue.className(raw),
            field.typeName(),
            CellValue.ALLOWED));
  }

  @Override
  public void close() {
    position = rows.size();
  }
}
