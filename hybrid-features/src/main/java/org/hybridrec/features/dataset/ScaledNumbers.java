package org.hybridrec.features.dataset;

import org.hybridrec.features.source.SourceColumn;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of a column, each multiplied; as text where they come as text, which then holds the
 * product. Text that is no number stays as it is.
 *
 * @param numbers the column; null for ones
 * @param factor what each is multiplied with
 */
record ScaledNumbers(@Nullable SourceColumn numbers, float factor) implements SourceColumn {

  @Override
  public int valueCount(int row) {
    return numbers == null ? 1 : numbers.valueCount(row);
  }

  @Override
  public boolean isNull(int row, int index) {
    return numbers != null && numbers.isNull(row, index);
  }

  @Override
  public boolean isInvalid(int row) {
    return numbers != null && numbers.isInvalid(row);
  }

  @Override
  public String text(int row, int index) {
    String text = numbers == null ? "1" : numbers.text(row, index);
    try {
      return Double.toString(Double.parseDouble(text.strip()) * factor);
    } catch (NumberFormatException e) {
      return text;
    }
  }

  @Override
  public long integer(int row, int index) {
    throw new IllegalStateException("a weight is a number, an integer was asked for");
  }

  @Override
  public double number(int row, int index) {
    return numbers == null ? factor : numbers.number(row, index) * factor;
  }
}
