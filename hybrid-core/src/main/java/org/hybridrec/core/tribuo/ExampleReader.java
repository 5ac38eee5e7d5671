package org.hybridrec.core.tribuo;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.hybridrec.features.source.MapRows;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceColumn;
import org.hybridrec.features.source.SourceReader;
import org.hybridrec.features.source.SourceSchema;
import org.jspecify.annotations.Nullable;
import org.tribuo.Example;
import org.tribuo.classification.Label;

/** One pass over examples, some thousand at a time. */
final class ExampleReader implements SourceReader {

  private static final int ROWS = 4_096;

  private final Iterator<Example<Label>> examples;
  private final SourceSchema schema;
  private final String label;
  private final Cells cells;
  private final boolean strict;
  private int read;
  private boolean closed;

  ExampleReader(
      Iterator<Example<Label>> examples,
      SourceSchema schema,
      String label,
      Cells cells,
      boolean strict) {
    this.examples = examples;
    this.schema = schema;
    this.label = label;
    this.cells = cells;
    this.strict = strict;
  }

  @Override
  public @Nullable SourceBatch next() {
    int first = read;
    List<Map<String, Object>> rows = new ArrayList<>();
    while (!closed && rows.size() < ROWS && examples.hasNext()) {
      rows.add(row(examples.next()));
    }
    return rows.isEmpty() ? null : new ExampleBatch(MapRows.of(schema, rows), first);
  }

  private Map<String, Object> row(Example<Label> example) {
    Map<String, Object> row =
        strict ? cells.strict(example, "example " + read) : cells.lenient(example);
    read++;
    String own = example.getOutput().getLabel();
    if (!own.equals(Label.UNKNOWN)) {
      row.put(label, own);
    }
    return row;
  }

  @Override
  public void close() {
    closed = true;
  }

  /** Rows that say which examples they are. */
  private record ExampleBatch(MapRows rows, int first) implements SourceBatch {

    @Override
    public int rowCount() {
      return rows.rowCount();
    }

    @Override
    public SourceColumn column(int index) {
      return rows.column(index);
    }

    @Override
    public String location(int row) {
      return "example " + (first + row);
    }
  }
}
