package org.hybridrec.features.dataset;

import java.util.List;
import org.hybridrec.features.source.Quoted;
import org.hybridrec.features.source.SourceColumn;
import org.hybridrec.features.source.SourceField;
import org.hybridrec.features.source.ValueType;
import org.jspecify.annotations.Nullable;

/** A column of cells of the classes that {@link Cells} makes, all of the field's type. */
final class CellColumn implements SourceColumn {

  private final SourceField field;
  private final @Nullable Object[] cells;

  CellColumn(SourceField field, @Nullable Object[] cells) {
    this.field = field;
    this.cells = cells;
  }

  @Override
  public int valueCount(int row) {
    Object cell = cells[row];
    if (cell == null) {
      return 0;
    }
    return field.list() ? ((List<?>) cell).size() : 1;
  }

  @Override
  public boolean isNull(int row, int index) {
    return value(row, index) == null;
  }

  @Override
  public String text(int row, int index) {
    require(field.type() != ValueType.NUMBER, "text");
    Object value = value(row, index);
    return value == null ? "" : value.toString();
  }

  @Override
  public long integer(int row, int index) {
    require(field.type() == ValueType.INTEGER, "integer");
    Object value = value(row, index);
    return value == null ? 0 : (Long) value;
  }

  @Override
  public double number(int row, int index) {
    require(field.type() != ValueType.TEXT, "number");
    Object value = value(row, index);
    return value == null ? Double.NaN : ((Number) value).doubleValue();
  }

  private @Nullable Object value(int row, int index) {
    Object cell = cells[row];
    int count = valueCount(row);
    if (cell == null || index < 0 || index >= count) {
      throw new IndexOutOfBoundsException(
          "column " + Quoted.of(field.name()) + ": value " + index + " of " + count);
    }
    return field.list() ? ((List<?>) cell).get(index) : cell;
  }

  private void require(boolean allowed, String accessor) {
    if (!allowed) {
      throw new IllegalStateException(
          String.format(
              "column %s: %s was asked of %s",
              Quoted.of(field.name()), accessor, field.typeName()));
    }
  }
}
