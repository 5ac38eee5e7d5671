package org.hybridrec.features.dataset;

import java.util.ArrayList;
import java.util.List;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceColumn;
import org.hybridrec.features.source.SourceField;
import org.hybridrec.features.source.SourceReader;
import org.hybridrec.features.source.SourceSchema;
import org.hybridrec.features.source.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * Rows with some columns cleaned as the lab cleans them; the others pass through untouched.
 * Immutable; may be shared between threads if the rows may.
 *
 * <pre>{@code
 * ExampleSource views =
 *     Cleaning.of(CsvSource.of(file))
 *         .firstAuthor("author")
 *         .monthsSince1970("published", "months_since_epoch");
 * }</pre>
 *
 * <p>What is missing stays missing: what stands for it is the columns' business. Commas and quotes
 * are left in: the writers quote them.
 */
public final class Cleaning implements ExampleSource {

  private final ExampleSource rows;
  private final List<Step> steps;
  private final SourceSchema schema;

  /** One column, by its position, and what becomes of it. */
  private record Step(int column, Kind kind) {}

  private enum Kind {
    FIRST_AUTHOR,
    MONTHS
  }

  private Cleaning(ExampleSource rows, List<Step> steps, SourceSchema schema) {
    this.rows = rows;
    this.steps = steps;
    this.schema = schema;
  }

  /** Starts with nothing cleaned. Reads the schema, no rows. */
  public static Cleaning of(ExampleSource rows) {
    return new Cleaning(rows, List.of(), rows.schema());
  }

  /**
   * Keeps the first author of a list of authors: of text, what stands before the first comma; of a
   * column of lists, the first element that is not blank. Blanks around the name go; a name of
   * blanks alone is missing.
   *
   * @throws org.hybridrec.features.source.SchemaException if there is no such column of text
   */
  public Cleaning firstAuthor(String column) {
    Problems problems = new Problems(schema);
    SourceField field = problems.find(column, "text", "the first author");
    if (field != null && field.type() != ValueType.TEXT) {
      problems.wrongType(field, "text", "the first author");
    }
    problems.throwAny();
    return with(Kind.FIRST_AUTHOR, column, new SourceField(column, ValueType.TEXT, false));
  }

  /**
   * Replaces a publication month, text like {@code 2017.11} or {@code 2017-11}, by the whole number
   * of months since January 1970, here 574, in a column of another or the same name. Text of any
   * other form becomes missing and is counted, {@code 2017.1} too, which may once have been {@code
   * 2017.10}.
   *
   * @param column the column of text
   * @param months the name of the column in its place
   * @throws org.hybridrec.features.source.SchemaException if there is no such column, or it holds
   *     lists or numbers: as numbers, October and January are the same
   */
  public Cleaning monthsSince1970(String column, String months) {
    String expected = "one text a row, yyyy.mm or yyyy-mm";
    Problems problems = new Problems(schema);
    SourceField field = problems.find(column, expected, "the month");
    if (field != null && (field.type() != ValueType.TEXT || field.list())) {
      problems.wrongType(field, expected, "the month");
    }
    problems.throwAny();
    return with(Kind.MONTHS, column, new SourceField(months, ValueType.INTEGER, false));
  }

  private Cleaning with(Kind kind, String column, SourceField result) {
    int index = schema.indexOf(column);
    List<Step> more = new ArrayList<>(steps);
    more.add(new Step(index, kind));
    List<SourceField> fields = new ArrayList<>(schema.fields());
    fields.set(index, result);
    return new Cleaning(rows, List.copyOf(more), new SourceSchema(fields, schema.unsupported()));
  }

  @Override
  public SourceSchema schema() {
    return schema;
  }

  @Override
  public SourceReader open() {
    return openCounting(new Tally());
  }

  /** What a pass has counted so far. */
  static final class Tally {

    long cutAuthors;
    long unreadableMonths;

    CleaningCounts counts() {
      return new CleaningCounts(cutAuthors, unreadableMonths);
    }
  }

  /** Opens the rows and adds what is counted to a tally. */
  SourceReader openCounting(Tally tally) {
    return new MappedReader(rows.open(), batch -> cleaned(batch, tally));
  }

  private SourceBatch cleaned(SourceBatch batch, Tally tally) {
    List<SourceColumn> columns = new ArrayList<>();
    for (int c = 0; c < schema.fields().size(); c++) {
      columns.add(batch.column(c));
    }
    for (Step step : steps) {
      columns.set(step.column(), cleaned(step, batch, tally));
    }
    return new ColumnBatch(batch.rowCount(), columns, batch::location);
  }

  private SourceColumn cleaned(Step step, SourceBatch batch, Tally tally) {
    SourceColumn column = batch.column(step.column());
    @Nullable Object[] cells = new @Nullable Object[batch.rowCount()];
    for (int row = 0; row < cells.length; row++) {
      cells[row] =
          step.kind() == Kind.MONTHS ? months(column, row, tally) : author(column, row, tally);
    }
    return new CellColumn(schema.fields().get(step.column()), cells);
  }

  private static @Nullable String author(SourceColumn column, int row, Tally tally) {
    int count = column.valueCount(row);
    for (int i = 0; i < count; i++) {
      String text = column.isNull(row, i) ? "" : column.text(row, i);
      int comma = text.indexOf(',');
      String first = (comma < 0 ? text : text.substring(0, comma)).strip();
      if (count == 1 || !first.isEmpty()) {
        tally.cutAuthors += count > 1 || comma >= 0 ? 1 : 0;
        return first.isEmpty() ? null : first;
      }
    }
    return null;
  }

  private static @Nullable Long months(SourceColumn column, int row, Tally tally) {
    String text = column.valueCount(row) == 0 ? "" : column.text(row, 0);
    if (text.isBlank()) {
      return null;
    }
    Long months = YearMonthText.monthsSince1970(text);
    tally.unreadableMonths += months == null ? 1 : 0;
    return months;
  }

  /** Goes through all rows and returns what was cleaned. */
  public CleaningCounts counts() {
    Tally tally = new Tally();
    try (SourceReader reader = openCounting(tally)) {
      SourceBatch batch;
      do {
        batch = reader.next();
      } while (batch != null);
    }
    return tally.counts();
  }
}
