package org.hybridrec.features.source;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column of cells as objects: null, or String, Long, Double as the field's type says, or a list
 * of these. Filled once by the source that owns it, then only read.
 */
final class CellColumn implements SourceColumn {

  private final SourceField field;
  private final @Nullable Object[] cells;
  private final BitSet invalid = new BitSet();

  CellColumn(SourceField field, int rowCount) {
    this.field = field;
    this.cells = new @Nullable Object[rowCount];
  }

  /** Stores a value of any class. Returns false if it cannot be read as the field's type. */
  boolean put(int row, Object raw) {
    Object value = CellValue.canonical(raw);
    if (field.list()) {
      cells[row] = list(row, value instanceof List<?> elements ? elements : List.of(value));
    } else {
      cells[row] = single(row, value);
    }
    return !invalid.get(row);
  }

  /** Stores text that needs no conversion; the field is plain text. */
  void putText(int row, String text) {
    cells[row] = text;
  }

  private List<@Nullable Object> list(int row, List<?> elements) {
    List<@Nullable Object> values = new ArrayList<>(elements.size());
    for (Object element : elements) {
      values.add(element == null ? null : single(row, element));
    }
    return Collections.unmodifiableList(values);
  }

  private @Nullable Object single(int row, Object value) {
    if (field.type() != ValueType.TEXT && value instanceof String text && text.isBlank()) {
      return null;
    }
    Object converted = CellValue.as(field.type(), value);
    if (converted == null) {
      invalid.set(row);
    }
    return converted;
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
    return field.list() && value(row, index) == null;
  }

  @Override
  public boolean isInvalid(int row) {
    return invalid.get(row);
  }

  @Override
  public String text(int row, int index) {
    if (field.type() == ValueType.NUMBER) {
      throw wrongAccess("text");
    }
    Object value = value(row, index);
    return value == null ? "" : value.toString();
  }

  @Override
  public long integer(int row, int index) {
    if (field.type() != ValueType.INTEGER) {
      throw wrongAccess("integer");
    }
    Object value = value(row, index);
    return value == null ? 0 : (Long) value;
  }

  @Override
  public double number(int row, int index) {
    if (field.type() == ValueType.TEXT) {
      throw wrongAccess("number");
    }
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

  private IllegalStateException wrongAccess(String accessor) {
    return new IllegalStateException(
        "column "
            + Quoted.of(field.name())
            + ": "
            + accessor
            + " was asked of "
            + field.typeName());
  }
}
