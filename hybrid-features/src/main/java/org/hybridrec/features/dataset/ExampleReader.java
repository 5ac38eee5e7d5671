package org.hybridrec.features.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceColumn;
import org.hybridrec.features.source.SourceField;
import org.hybridrec.features.source.SourceReader;
import org.jspecify.annotations.Nullable;

/** Hands out examples in batches. Counts are complete after the last. */
final class ExampleReader implements SourceReader {

  private static final int ROWS = 1_024;

  private final ExampleStream examples;
  private final List<Function<Example, @Nullable Object>> columns;
  private final List<SourceField> fields;
  private final ViewTally tally;

  ExampleReader(
      ExampleStream examples,
      List<SourceField> fields,
      List<Function<Example, @Nullable Object>> columns,
      ViewTally tally) {
    this.examples = examples;
    this.fields = fields;
    this.columns = columns;
    this.tally = tally;
  }

  @Override
  public @Nullable SourceBatch next() {
    List<Example> rows = new ArrayList<>(ROWS);
    while (rows.size() < ROWS) {
      Example example = examples.next();
      if (example == null) {
        break;
      }
      rows.add(example);
    }
    return rows.isEmpty() ? null : batch(rows);
  }

  private SourceBatch batch(List<Example> rows) {
    List<SourceColumn> batch = new ArrayList<>(fields.size());
    for (int c = 0; c < fields.size(); c++) {
      Function<Example, @Nullable Object> cell = columns.get(c);
      batch.add(new CellColumn(fields.get(c), rows.stream().map(cell).toArray()));
    }
    return new ColumnBatch(rows.size(), batch, row -> "view " + rows.get(row).view().row);
  }

  ViewCounts counts() {
    return tally.counts();
  }

  @Override
  public void close() {
    examples.close();
  }
}
