package org.hybridrec.features.dataset;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.hybridrec.features.source.RowSource;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceField;
import org.hybridrec.features.source.SourceReader;
import org.jspecify.annotations.Nullable;

/** A few rows of objects as one batch; at most 4,096, which is what a {@link RowSource} gives. */
final class RowBatches {

  private RowBatches() {}

  /** Cells must be of the classes that {@link Cells} makes. */
  static <T> SourceBatch of(
      List<T> rows, List<SourceField> fields, List<Function<T, @Nullable Object>> columns) {
    RowSource<T> source = RowSource.rows(rows);
    for (int i = 0; i < fields.size(); i++) {
      source = with(source, fields.get(i), columns.get(i));
    }
    try (SourceReader reader = source.open()) {
      return Objects.requireNonNull(reader.next());
    }
  }

  @SuppressWarnings("unchecked") // The cells of a column are of its field's type.
  private static <T> RowSource<T> with(
      RowSource<T> source, SourceField field, Function<T, @Nullable Object> cell) {
    String name = field.name();
    return switch (field.type()) {
      case TEXT ->
          field.list()
              ? source.texts(name, row -> (List<String>) cell.apply(row))
              : source.text(name, row -> (String) cell.apply(row));
      case INTEGER ->
          field.list()
              ? source.integers(name, row -> (List<Long>) cell.apply(row))
              : source.integer(name, row -> (Long) cell.apply(row));
      case NUMBER ->
          field.list()
              ? source.numbers(name, row -> (List<Double>) cell.apply(row))
              : source.number(name, row -> (Double) cell.apply(row));
    };
  }
}
