package org.hybridrec.features;

import java.util.ArrayList;
import java.util.List;
import org.hybridrec.features.hashing.Fingerprint64;
import org.hybridrec.features.hashing.FingerprintCat64;
import org.hybridrec.features.source.InvalidDataException;
import org.hybridrec.features.source.Quoted;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceSchema;
import org.jspecify.annotations.Nullable;

/** Ids of a {@link CrossedColumn}: the Cartesian product of its keys, the last running fastest. */
final class CrossReader implements IdReader {

  /** More combinations than this in one row are a mistake in the data or the columns. */
  private static final int MOST_COMBINATIONS = 1 << 16;

  private final CrossedColumn column;
  private final DirtyValues dirty;
  private final ColumnCounts counts;
  private @Nullable SourceBatch batch;
  private final List<IdReader> keys = new ArrayList<>();
  private long[] ids = new long[4];

  CrossReader(CrossedColumn column, SourceSchema schema, DirtyValues dirty, ColumnCounts counts) {
    this.column = column;
    this.dirty = dirty;
    this.counts = counts;
    for (CrossKey key : column.keys()) {
      keys.add(
          key instanceof Field field
              ? new RawKeyReader(new FieldReader(field, schema, dirty, counts))
              : IdReader.of((CategoricalColumn) key, schema, dirty, counts));
    }
  }

  @Override
  public void open(SourceBatch batch) {
    this.batch = batch;
    keys.forEach(key -> key.open(batch));
  }

  @Override
  public int load(int row) {
    ids[0] = column.hashKey();
    int count = 1;
    for (IdReader key : keys) {
      count = extend(count, key, key.load(row), row);
    }
    for (int i = 0; i < count; i++) {
      ids[i] = Fingerprint64.bucket(ids[i], column.bucketCount());
    }
    return count;
  }

  /** Replaces each chain so far by its continuations with every value of the next key. */
  private int extend(int count, IdReader key, int values, int row) {
    if ((long) count * values > MOST_COMBINATIONS) {
      tooMany((long) count * values, row);
      return 0;
    }
    int extended = count * values;
    long[] chains = new long[Math.max(extended, ids.length)];
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < values; j++) {
        chains[i * values + j] = FingerprintCat64.of(ids[i], key.id(j));
      }
    }
    ids = chains;
    return extended;
  }

  private void tooMany(long combinations, int row) {
    counts.invalid++;
    if (dirty == DirtyValues.REFUSE) {
      String where = batch == null ? "row " + row : batch.location(row);
      throw new InvalidDataException(
          where
              + ", column "
              + Quoted.of(column.name())
              + ": at most "
              + MOST_COMBINATIONS
              + " combinations a row are hashed, this one has "
              + combinations
              + " or more; take fewer values with field(…).at(…)");
    }
  }

  @Override
  public long id(int index) {
    return ids[index];
  }

  @Override
  public float weight(int index) {
    return 1f;
  }

  @Override
  public boolean weighted() {
    return false;
  }
}
