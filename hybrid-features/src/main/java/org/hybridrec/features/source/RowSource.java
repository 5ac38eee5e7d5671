package org.hybridrec.features.source;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Rows in memory, each column a function of the row. Immutable; may be shared between threads if
 * the functions may.
 *
 * <pre>{@code
 * ExampleSource source =
 *     RowSource.rows(views)
 *         .text("content_id", View::contentId)
 *         .number("months_since_epoch", View::months)
 *         .texts("tags", View::tags);
 * }</pre>
 *
 * <p>A function that returns null says that the cell is missing; a null in a list keeps its place.
 * A function is called once per row in every pass. Messages count rows from 0, as the list does.
 *
 * @param <T> the type of a row
 */
public final class RowSource<T> implements ExampleSource {

  private final List<T> rows;
  private final List<Column<T>> columns;
  private final SourceSchema schema;

  private record Column<T>(SourceField field, Function<? super T, ?> value) {}

  private RowSource(List<T> rows, List<Column<T>> columns) {
    this.rows = rows;
    this.columns = columns;
    this.schema = new SourceSchema(columns.stream().map(Column::field).toList());
  }

  /**
   * Starts a source without columns over these rows.
   *
   * @param <T> the type of a row
   * @param rows the rows, copied; none may be null
   * @throws NullPointerException if a row is null
   */
  public static <T> RowSource<T> rows(List<? extends T> rows) {
    List<T> copy = new ArrayList<>(rows);
    for (int i = 0; i < copy.size(); i++) {
      int row = i;
      Objects.requireNonNull(copy.get(i), () -> "row " + row + " is null");
    }
    return new RowSource<>(Collections.unmodifiableList(copy), List.of());
  }

  /** Returns this source with one more column, of text. */
  public RowSource<T> text(
      String name, Function<? super T, ? extends @Nullable CharSequence> value) {
    return with(new SourceField(name, ValueType.TEXT, false), value);
  }

  /**
   * Returns this source with one more column, of whole numbers: Byte, Short, Integer or Long.
   * Reading a row that gives another class of number throws an {@link InvalidDataException}.
   */
  public RowSource<T> integer(String name, Function<? super T, ? extends @Nullable Number> value) {
    return with(new SourceField(name, ValueType.INTEGER, false), value);
  }

  /**
   * Returns this source with one more column, of floating point numbers; whole numbers are
   * converted. Reading a row that gives a number of a class beyond those of the primitive types
   * throws an {@link InvalidDataException}.
   */
  public RowSource<T> number(String name, Function<? super T, ? extends @Nullable Number> value) {
    return with(new SourceField(name, ValueType.NUMBER, false), value);
  }

  /** Returns this source with one more column, of lists of text. */
  public RowSource<T> texts(
      String name,
      Function<? super T, ? extends @Nullable List<? extends @Nullable CharSequence>> values) {
    return with(new SourceField(name, ValueType.TEXT, true), values);
  }

  /** Returns this source with one more column, of lists of whole numbers, as {@link #integer}. */
  public RowSource<T> integers(
      String name,
      Function<? super T, ? extends @Nullable List<? extends @Nullable Number>> values) {
    return with(new SourceField(name, ValueType.INTEGER, true), values);
  }

  /** Returns this source with one more column, of lists of numbers, as {@link #number}. */
  public RowSource<T> numbers(
      String name,
      Function<? super T, ? extends @Nullable List<? extends @Nullable Number>> values) {
    return with(new SourceField(name, ValueType.NUMBER, true), values);
  }

  private RowSource<T> with(SourceField field, Function<? super T, ?> value) {
    List<Column<T>> extended = new ArrayList<>(columns);
    extended.add(new Column<>(field, Objects.requireNonNull(value, "value")));
    return new RowSource<>(rows, List.copyOf(extended));
  }

  @Override
  public SourceSchema schema() {
    return schema;
  }

  @Override
  public SourceReader open() {
    return new ListReader<>(rows, schema, (row, column) -> columns.get(column).value().apply(row));
  }
}
