package org.hybridrec.features;

import org.hybridrec.features.source.SourceBatch;
import org.jspecify.annotations.Nullable;

/**
 * The ids that another reader makes of the cells of one column, made once for each value that the
 * source has numbered. Counts are what they would be without.
 */
final class RememberedIds implements IdReader {

  private final IdReader reader;
  private final ColumnCounts counts;
  private final MadeOnce<CellIds> memory;
  private long @Nullable [] ids;

  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record CellIds(long[] ids, ColumnCounts.Dirt dirt) {}

  private RememberedIds(IdReader reader, int column, ColumnCounts counts) {
    this.reader = reader;
    this.counts = counts;
    this.memory = new MadeOnce<>(column);
  }

  /** Wraps a reader whose ids follow from the field's cell alone; with weights they do not. */
  static IdReader of(IdReader reader, Field field, Reading reading) {
    return field.weights() != null
        ? reader
        : new RememberedIds(reader, reading.indexOf(field.source()), reading.counts());
  }

  @Override
  public void open(SourceBatch batch) {
    reader.open(batch);
    memory.open(batch);
  }

  @Override
  public int load(int row) {
    if (!memory.possible()) {
      ids = null;
      return reader.load(row);
    }
    CellIds known = memory.of(row);
    if (known == null) {
      known = read(row);
      memory.remember(known);
    } else {
      counts.add(known.dirt());
    }
    ids = known.ids();
    return known.ids().length;
  }

  private CellIds read(int row) {
    ColumnCounts.Dirt before = counts.dirt();
    long[] read = new long[reader.load(row)];
    for (int i = 0; i < read.length; i++) {
      read[i] = reader.id(i);
    }
    return new CellIds(read, counts.dirtSince(before));
  }

  @Override
  public long id(int index) {
    return ids == null ? reader.id(index) : ids[index];
  }
}
