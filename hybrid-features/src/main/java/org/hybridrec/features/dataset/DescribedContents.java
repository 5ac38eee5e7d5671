package org.hybridrec.features.dataset;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceColumn;
import org.hybridrec.features.source.SourceField;
import org.hybridrec.features.source.SourceSchema;
import org.jspecify.annotations.Nullable;

/** What rows say of their contents: how each is described, and which of them are labels. */
final class DescribedContents {

  private final SourceSchema schema;
  private final Ids content;
  private final Ids label;
  private final int[] described;
  private final Set<String> labels = new HashSet<>();
  private final Map<String, @Nullable Object[]> descriptions = new HashMap<>();

  DescribedContents(SourceSchema schema, Ids content, Ids label, int[] described) {
    this.schema = schema;
    this.content = content;
    this.label = label;
    this.described = described;
  }

  /** Takes note of some rows; what they say of a content stands for what earlier ones said. */
  void note(SourceBatch batch) {
    for (int row = 0; row < batch.rowCount(); row++) {
      String next = label.read(batch, row);
      if (next != null) {
        labels.add(next);
      }
      String current = content.read(batch, row);
      if (current != null) {
        describe(descriptions.computeIfAbsent(current, id -> cells()), batch, row);
      }
    }
  }

  private @Nullable Object[] cells() {
    return new @Nullable Object[described.length];
  }

  private void describe(@Nullable Object[] cells, SourceBatch batch, int row) {
    for (int i = 0; i < described.length; i++) {
      SourceField field = schema.fields().get(described[i]);
      cells[i] = Cells.read(field, batch.column(described[i]), row);
    }
  }

  /** Returns the rows with a label whose content is a label too. */
  SelectedRows reversible(SourceBatch batch) {
    IntArrayList rows = new IntArrayList();
    for (int row = 0; row < batch.rowCount(); row++) {
      String current = content.read(batch, row);
      if (current != null && labels.contains(current) && label.read(batch, row) != null) {
        rows.add(row);
      }
    }
    return new SelectedRows(batch, rows);
  }

  /** Returns the fields that describe the labels of some rows, missing where nothing is known. */
  List<SourceColumn> describe(SourceBatch batch) {
    @Nullable Object[][] cells = new @Nullable Object[described.length][batch.rowCount()];
    for (int row = 0; row < batch.rowCount(); row++) {
      @Nullable Object[] known = descriptions.get(label.read(batch, row));
      for (int i = 0; known != null && i < described.length; i++) {
        cells[i][row] = known[i];
      }
    }
    List<SourceColumn> columns = new ArrayList<>();
    for (int i = 0; i < described.length; i++) {
      columns.add(new CellColumn(schema.fields().get(described[i]), cells[i]));
    }
    return columns;
  }
}
