package org.hybridrec.features;

import java.util.List;
import org.hybridrec.features.hashing.Fingerprint64;
import org.hybridrec.features.hashing.FingerprintCat64;
import org.hybridrec.features.source.SourceBatch;

/** Ids of a {@link CrossedColumn}: the Cartesian product of its keys, the last running fastest. */
final class CrossReader implements IdReader {

  /** More combinations than this in one row are a mistake in the data or the columns. */
  private static final int MOST_COMBINATIONS = 1 << 16;

  private final CrossedColumn column;
  private final Reading reading;
  private final List<IdReader> keys;
  private long[] chains = new long[1];
  private long[] extended = new long[1];

  CrossReader(CrossedColumn column, Reading reading) {
    this.column = column;
    this.reading = reading;
    this.keys = column.keys().stream().map(key -> IdReader.of(key, reading)).toList();
  }

  @Override
  public void open(SourceBatch batch) {
    for (IdReader key : keys) {
      key.open(batch);
    }
  }

  @Override
  public int load(int row) {
    chains[0] = column.hashKey();
    int count = 1;
    for (IdReader key : keys) {
      count = extend(count, key, key.load(row), row);
    }
    for (int i = 0; i < count; i++) {
      chains[i] = Fingerprint64.bucket(chains[i], column.bucketCount());
    }
    return count;
  }

  /** Replaces each chain so far by its continuations with every value of the next key. */
  private int extend(int count, IdReader key, int values, int row) {
    long product = (long) count * values;
    if (product > MOST_COMBINATIONS) {
      reading.invalid(row, column.name(), tooMany(product));
      return 0;
    }
    if (extended.length < product) {
      extended = new long[(int) product];
    }
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < values; j++) {
        extended[i * values + j] = FingerprintCat64.of(chains[i], key.id(j));
      }
    }
    long[] previous = chains;
    chains = extended;
    extended = previous;
    return (int) product;
  }

  private static String tooMany(long product) {
    return String.format(
        "the row has %d combinations or more, allowed are %d; take fewer values with field(…).at(i)",
        product, MOST_COMBINATIONS);
  }

  @Override
  public long id(int index) {
    return chains[index];
  }
}
