package org.hybridrec.features.arrow;

import java.nio.charset.CharacterCodingException;
import java.util.Objects;
import org.hybridrec.features.source.InvalidDataException;
import org.hybridrec.features.source.Quoted;
import org.hybridrec.features.source.SourceColumn;
import org.hybridrec.features.source.SourceField;
import org.hybridrec.features.source.ValueType;
import org.jspecify.annotations.Nullable;

/** A column of a batch: rows over checked values. */
final class ArrowColumn implements SourceColumn {

  private final SourceField field;
  private final int rowCount;
  private final Rows rows;
  private final Values values;
  private final Location location;

  ArrowColumn(SourceField field, int rowCount, Rows rows, Values values, Location location) {
    this.field = field;
    this.rowCount = rowCount;
    this.rows = rows;
    this.values = values;
    this.location = location;
  }

  @Override
  public int valueCount(int row) {
    return rows.count(Objects.checkIndex(row, rowCount));
  }

  @Override
  public boolean isNull(int row, int index) {
    return field.list() && values.isNull(position(row, index));
  }

  @Override
  public @Nullable Object dictionary() {
    return values.dictionary();
  }

  @Override
  public int key(int row, int index) {
    long position = position(row, index);
    return values.isNull(position) ? -1 : values.key(position);
  }

  @Override
  public String text(int row, int index) {
    require(field.type() != ValueType.NUMBER, "text");
    long position = position(row, index);
    if (values.isNull(position)) {
      return "";
    }
    try {
      return values.text(position);
    } catch (CharacterCodingException e) {
      throw new InvalidDataException(
          place(row) + " holds bytes that are not UTF-8; write the text in UTF-8", e);
    }
  }

  @Override
  public long integer(int row, int index) {
    require(field.type() == ValueType.INTEGER, "integers");
    long position = position(row, index);
    if (values.isNull(position)) {
      return 0;
    }
    try {
      return values.integer(position);
    } catch (ArithmeticException e) {
      throw new InvalidDataException(
          String.format(
              "%s holds %s, allowed are integers up to %d; use it as text or as a number",
              place(row), e.getMessage(), Long.MAX_VALUE),
          e);
    }
  }

  @Override
  public double number(int row, int index) {
    require(field.type() != ValueType.TEXT, "numbers");
    long position = position(row, index);
    return values.isNull(position) ? Double.NaN : values.number(position);
  }

  private long position(int row, int index) {
    return rows.start(row) + Objects.checkIndex(index, valueCount(row));
  }

  private void require(boolean allowed, String asked) {
    if (!allowed) {
      throw new IllegalStateException(
          String.format(
              "column %s holds %s and was asked for %s",
              Quoted.of(field.name()), field.typeName(), asked));
    }
  }

  private String place(int row) {
    return location.ofRow(row) + ", column " + Quoted.of(field.name());
  }
}
