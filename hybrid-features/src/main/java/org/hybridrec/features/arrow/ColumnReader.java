package org.hybridrec.features.arrow;

import java.util.function.LongFunction;
import org.hybridrec.features.source.Quoted;
import org.hybridrec.features.source.SourceField;

/** Checks arrays and makes columns of them. */
final class ColumnReader {

  private final LongFunction<Values> dictionaries;

  /** Makes a reader that finds a dictionary's values by its number. */
  ColumnReader(LongFunction<Values> dictionaries) {
    this.dictionaries = dictionaries;
  }

  /** Makes a column of one batch. */
  ArrowColumn column(SourceField field, ArrowArray array, Location location) {
    return column(field, array, new TextNumbers(), location);
  }

  /** Makes a column; its texts are numbered by what numbered those of earlier batches. */
  ArrowColumn column(SourceField field, ArrowArray array, TextNumbers numbers, Location location) {
    try {
      Values plain = values(field.list() ? array.children().get(0) : array);
      Values values = plain instanceof Texts texts ? new NumberedText(texts, numbers) : plain;
      Rows rows = field.list() ? new ListRows(array) : new PlainRows(values);
      return new ArrowColumn(field, Math.toIntExact(array.length()), rows, values, location);
    } catch (MalformedArrowException e) {
      throw new MalformedArrowException(
          "column " + Quoted.of(field.name()) + ": " + e.getMessage());
    }
  }

  private Values values(ArrowArray array) {
    ArrowField.Encoding encoding = array.field().dictionary();
    if (encoding == null) {
      return plain(array);
    }
    ArrowField indexes =
        new ArrowField("", encoding.indexType(), array.field().children(), null, false);
    IntegerValues numbers =
        new IntegerValues(
            new ArrowArray(
                indexes, array.length(), array.validity(), array.buffers(), array.children()));
    return new DictionaryValues(numbers, dictionaries.apply(encoding.id()));
  }

  /** Returns the values of an array that is not dictionary-encoded. */
  static Values plain(ArrowArray array) {
    return switch (array.field().type().kind()) {
      case NULL -> new NullValues(array.length());
      case BOOL -> new BooleanValues(array);
      case INTEGER -> new IntegerValues(array);
      case FLOAT -> new FloatValues(array);
      case DECIMAL -> new DecimalValues(array);
      case UTF8, LARGE_UTF8 -> new TextValues(array);
      case UTF8_VIEW -> new TextViewValues(array);
      default ->
          throw new IllegalArgumentException(array.field().typeName() + " has no readable values");
    };
  }

  /** Returns the values of a dictionary, which remember decoded texts. */
  static Values dictionary(ArrowArray array) {
    Values values = plain(array);
    return switch (array.field().type().kind()) {
      case UTF8, LARGE_UTF8, UTF8_VIEW -> new RememberedText(values);
      default -> values;
    };
  }
}
