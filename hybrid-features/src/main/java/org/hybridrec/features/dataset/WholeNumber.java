package org.hybridrec.features.dataset;

import java.math.BigDecimal;
import org.hybridrec.features.source.SourceColumn;
import org.hybridrec.features.source.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * Reads a cell as a whole number. Text may have blanks around it, and decimals or an exponent as
 * long as the number is whole: tables that pass through floating point numbers write {@code
 * 1509580800.0}. A floating point number beyond 2^53 is not taken: it is no longer exact.
 */
final class WholeNumber {

  private static final double EXACT = 1L << 53;
  private static final int LONGEST = 40;

  private WholeNumber() {}

  /** Returns null where the cell is missing or holds something else. */
  static @Nullable Long read(ValueType type, SourceColumn column, int row) {
    if (column.valueCount(row) == 0) {
      return null;
    }
    return switch (type) {
      case TEXT -> parse(column.text(row, 0).strip());
      case INTEGER -> parse(column.text(row, 0));
      case NUMBER -> exact(column.number(row, 0));
    };
  }

  private static @Nullable Long parse(String text) {
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException notPlain) {
      return parseDecimal(text);
    }
  }

  private static @Nullable Long parseDecimal(String text) {
    if (text.length() > LONGEST) {
      return null;
    }
    try {
      return new BigDecimal(text).longValueExact();
    } catch (ArithmeticException | NumberFormatException e) {
      return null;
    }
  }

  private static @Nullable Long exact(double number) {
    return Math.rint(number) == number && Math.abs(number) <= EXACT ? (long) number : null;
  }
}
