package org.hybridrec.features;

import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongIterator;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import org.hybridrec.features.hashing.Fingerprint64;

/** The running counts of one column; {@link ColumnReport} is what becomes of them. */
final class ColumnCounts {

  /** Beyond this many distinct values the collisions are no longer counted: 16 MB a column. */
  private static final int MOST_DISTINCT = 1 << 20;

  final String column;
  long rows;
  long missing;
  long defaulted;
  long unknown;
  long invalid;
  private final LongOpenHashSet fingerprints = new LongOpenHashSet();
  private int bucketCount;

  ColumnCounts(String column) {
    this.column = column;
  }

  /** Notes a value that was hashed into one of so many buckets. */
  void hashed(long fingerprint, int bucketCount) {
    this.bucketCount = bucketCount;
    if (fingerprints.size() < MOST_DISTINCT) {
      fingerprints.add(fingerprint);
    }
  }

  /** What was counted of values that are not as they should be. */
  record Dirt(long defaulted, long unknown, long invalid) {

    private static final Dirt NONE = new Dirt(0, 0, 0);
  }

  Dirt dirt() {
    return new Dirt(defaulted, unknown, invalid);
  }

  /** Returns what was counted since. */
  Dirt dirtSince(Dirt before) {
    Dirt since =
        new Dirt(defaulted - before.defaulted, unknown - before.unknown, invalid - before.invalid);
    return since.equals(Dirt.NONE) ? Dirt.NONE : since;
  }

  /** Counts the same once more. */
  void add(Dirt dirt) {
    defaulted += dirt.defaulted;
    unknown += dirt.unknown;
    invalid += dirt.invalid;
  }

  ColumnReport report() {
    return new ColumnReport(
        column, rows, missing, defaulted, unknown, invalid, fingerprints.size(), colliding());
  }

  private long colliding() {
    Int2IntOpenHashMap values = new Int2IntOpenHashMap();
    for (LongIterator all = fingerprints.iterator(); all.hasNext(); ) {
      values.addTo(Fingerprint64.bucket(all.nextLong(), bucketCount), 1);
    }
    return values.values().intStream().filter(count -> count > 1).asLongStream().sum();
  }
}
