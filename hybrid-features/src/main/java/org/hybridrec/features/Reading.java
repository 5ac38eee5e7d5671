package org.hybridrec.features;

import java.util.Objects;
import org.hybridrec.features.source.InvalidDataException;
import org.hybridrec.features.source.Quoted;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceField;
import org.hybridrec.features.source.SourceSchema;
import org.jspecify.annotations.Nullable;

/**
 * What the readers of one column share: the source's schema, the batch they stand in, the counts,
 * and what becomes of values that cannot be used.
 */
final class Reading {

  private final SourceSchema schema;
  private final DirtyValues dirty;
  private final ColumnCounts counts;
  private @Nullable SourceBatch batch;

  Reading(SourceSchema schema, DirtyValues dirty, ColumnCounts counts) {
    this.schema = schema;
    this.dirty = dirty;
    this.counts = counts;
  }

  /** Returns the position of a source column that was checked to be there. */
  int indexOf(String column) {
    return schema.indexOf(column);
  }

  SourceField field(int column) {
    return schema.fields().get(column);
  }

  ColumnCounts counts() {
    return counts;
  }

  void open(SourceBatch batch) {
    this.batch = batch;
  }

  /** Counts a value of that row, or refuses it with its place. */
  void invalid(int row, String column, String problem) {
    counts.invalid++;
    if (dirty == DirtyValues.REFUSE) {
      String where = Objects.requireNonNull(batch).location(row);
      throw new InvalidDataException(where + ", column " + Quoted.of(column) + ": " + problem);
    }
  }
}
