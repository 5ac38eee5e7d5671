package org.hybridrec.features.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.Quoted;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceColumn;
import org.hybridrec.features.source.SourceField;
import org.hybridrec.features.source.SourceReader;
import org.hybridrec.features.source.SourceSchema;
import org.hybridrec.features.source.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a source, followed by those of them that can be {@linkplain Reversal reversed},
 * turned around. Immutable; may be shared between threads if the source may.
 *
 * <ul>
 *   <li>The label of a reversed row is the content of its original, its content is the label, in
 *       the order of the originals.
 *   <li>Fields that describe a content are those of the last row in which it was the content; they
 *       are missing where it never was. Every other field stays.
 *   <li>A row whose content or label is missing is not reversed, nor one whose content is no row's
 *       label: no label comes in that was not there.
 *   <li>A further field says how much a row counts: 1, and the reversal's weight. Where the source
 *       has that field, the rows keep theirs, and a reversed row has its product with the weight.
 * </ul>
 *
 * <p>For rows to learn from; rows to measure on are never reversed. The source is gone through
 * twice for each time that this is, and what is kept grows with the contents, not with the rows.
 */
public final class ReversedRows implements ExampleSource {

  private final ExampleSource rows;
  private final float weight;
  private final Ids content;
  private final Ids label;
  private final int[] described;
  private final int weightColumn;
  private final SourceSchema schema;

  private ReversedRows(
      ExampleSource rows, String labelField, Reversal reversal, String weightField) {
    SourceSchema given = rows.schema();
    this.rows = rows;
    this.weight = reversal.weight();
    check(given, labelField, reversal, weightField);
    this.content = Ids.of(given, given.indexOf(reversal.content()));
    this.label = Ids.of(given, given.indexOf(labelField));
    this.described = reversal.fields().stream().mapToInt(given::indexOf).toArray();
    int carried = given.indexOf(weightField);
    this.weightColumn = carried < 0 ? given.fields().size() : carried;
    this.schema = withWeight(given, weightField);
  }

  /**
   * Returns the rows with those that can be reversed behind them.
   *
   * @param rows where the last view of a content is the one that describes it
   * @param label the field of what was read next
   * @param reversal how
   * @param weightField the field that says how much a row counts
   * @throws org.hybridrec.features.source.SchemaException if the rows lack a field, or content and
   *     label are not of the same type, one text or whole number a row
   * @throws IllegalArgumentException if a name has two uses
   */
  public static ReversedRows of(
      ExampleSource rows, String label, Reversal reversal, String weightField) {
    return new ReversedRows(rows, label, reversal, weightField);
  }

  private static void check(
      SourceSchema schema, String label, Reversal reversal, String weightField) {
    List<String> names = new ArrayList<>(reversal.fields());
    names.add(reversal.content());
    for (String name : List.of(label, weightField)) {
      if (names.contains(name)) {
        throw new IllegalArgumentException(
            "reversedRows: the field "
                + Quoted.of(name)
                + " has two uses; label, weight, content and the fields that describe it are"
                + " different fields");
      }
      names.add(name);
    }
    Problems problems = new Problems(schema);
    int from = problems.category(reversal.content(), "the content of reversed rows");
    int to = problems.category(label, "the label of reversed rows");
    if (from >= 0
        && to >= 0
        && schema.fields().get(from).type() != schema.fields().get(to).type()) {
      String expected =
          schema.fields().get(from).typeName() + " as " + Quoted.of(reversal.content());
      problems.wrongType(schema.fields().get(to), expected, "the label of reversed rows");
    }
    reversal.fields().forEach(name -> problems.any(name, "the reversed rows"));
    int weights = schema.indexOf(weightField);
    if (weights >= 0 && schema.fields().get(weights).list()) {
      problems.wrongType(schema.fields().get(weights), "one number a row", "the row weight");
    }
    problems.throwAny();
  }

  /** Text stays text, which holds any number; a whole number would not. */
  private SourceSchema withWeight(SourceSchema given, String weightField) {
    List<SourceField> fields = new ArrayList<>(given.fields());
    if (weightColumn == fields.size()) {
      fields.add(new SourceField(weightField, ValueType.NUMBER, false));
    } else if (fields.get(weightColumn).type() == ValueType.INTEGER) {
      fields.set(weightColumn, new SourceField(weightField, ValueType.NUMBER, false));
    }
    return new SourceSchema(fields, given.unsupported());
  }

  @Override
  public SourceSchema schema() {
    return schema;
  }

  @Override
  public SourceReader open() {
    return new Reader();
  }

  /** Reads the originals, notes what their contents are, and reads them once more. */
  private final class Reader implements SourceReader {

    private final DescribedContents contents =
        new DescribedContents(rows.schema(), content, label, described);
    private SourceReader reader = rows.open();
    private boolean reversing;

    @Override
    public @Nullable SourceBatch next() {
      if (!reversing) {
        SourceBatch batch = reader.next();
        if (batch != null) {
          contents.note(batch);
          return original(batch);
        }
        reader.close();
        reversing = true;
        reader = rows.open();
      }
      for (SourceBatch batch = reader.next(); batch != null; batch = reader.next()) {
        SelectedRows reversible = contents.reversible(batch);
        if (reversible.rowCount() > 0) {
          return reversed(reversible, contents);
        }
      }
      return null;
    }

    @Override
    public void close() {
      reader.close();
    }
  }

  private SourceBatch original(SourceBatch batch) {
    return weighted(batch, columns(batch), 1f, batch::location);
  }

  private SourceBatch reversed(SelectedRows batch, DescribedContents contents) {
    List<SourceColumn> columns = columns(batch);
    columns.set(content.index(), batch.column(label.index()));
    columns.set(label.index(), batch.column(content.index()));
    List<SourceColumn> description = contents.describe(batch);
    for (int i = 0; i < described.length; i++) {
      columns.set(described[i], description.get(i));
    }
    return weighted(batch, columns, weight, row -> batch.location(row) + ", reversed");
  }

  private List<SourceColumn> columns(SourceBatch batch) {
    return new ArrayList<>(
        IntStream.range(0, rows.schema().fields().size()).mapToObj(batch::column).toList());
  }

  private SourceBatch weighted(
      SourceBatch batch,
      List<SourceColumn> columns,
      float factor,
      java.util.function.IntFunction<String> where) {
    if (weightColumn == columns.size()) {
      columns.add(new ScaledNumbers(null, factor));
    } else if (factor != 1f) {
      columns.set(weightColumn, new ScaledNumbers(columns.get(weightColumn), factor));
    }
    return new ColumnBatch(batch.rowCount(), columns, where);
  }
}
