package org.hybridrec.features.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceColumn;
import org.hybridrec.features.source.SourceField;
import org.hybridrec.features.source.SourceReader;
import org.hybridrec.features.source.SourceSchema;

/**
 * The rows of a source with some of its columns, in an order of one's own. Immutable; may be shared
 * between threads if the source may.
 */
public final class SelectedColumns implements ExampleSource {

  private static final List<String> LAB =
      List.of(
          "next_content_id",
          "visitor_id",
          "content_id",
          "category",
          "title",
          "author",
          "months_since_epoch");

  private static final Pattern FACTORS = Pattern.compile("(user|item)_factor_[0-9]+");

  private final ExampleSource rows;
  private final int[] columns;
  private final SourceSchema schema;

  private SelectedColumns(ExampleSource rows, int[] columns) {
    this.rows = rows;
    this.columns = columns;
    List<SourceField> all = rows.schema().fields();
    this.schema = new SourceSchema(Arrays.stream(columns).mapToObj(all::get).toList());
  }

  /**
   * Returns the rows with these columns in this order.
   *
   * @throws org.hybridrec.features.source.SchemaException if the source lacks one
   */
  public static SelectedColumns of(ExampleSource rows, List<String> names) {
    Problems problems = new Problems(rows.schema());
    int[] columns =
        names.stream().mapToInt(name -> problems.any(name, "the columns selected")).toArray();
    problems.throwAny();
    return new SelectedColumns(rows, columns);
  }

  /**
   * Returns the rows with the lab's columns in the lab's order: next_content_id, visitor_id,
   * content_id, category, title, author, months_since_epoch, then the user factors and the item
   * factors (user_factor_0, …, item_factor_0, …) that are there, in the order of the source.
   *
   * @throws org.hybridrec.features.source.SchemaException if the source lacks one of the seven
   */
  public static SelectedColumns lab(ExampleSource rows) {
    List<String> names = new ArrayList<>(LAB);
    for (String kind : List.of("user", "item")) {
      rows.schema().names().stream()
          .filter(name -> name.startsWith(kind) && FACTORS.matcher(name).matches())
          .forEach(names::add);
    }
    return of(rows, names);
  }

  @Override
  public SourceSchema schema() {
    return schema;
  }

  @Override
  public SourceReader open() {
    return select(rows.open());
  }

  ExampleSource rows() {
    return rows;
  }

  SourceReader select(SourceReader reader) {
    return new MappedReader(reader, this::select);
  }

  private SourceBatch select(SourceBatch batch) {
    List<SourceColumn> selected = Arrays.stream(columns).mapToObj(batch::column).toList();
    return new ColumnBatch(batch.rowCount(), selected, batch::location);
  }
}
