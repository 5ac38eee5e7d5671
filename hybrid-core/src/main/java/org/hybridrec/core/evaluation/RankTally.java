package org.hybridrec.core.evaluation;

import it.unimi.dsi.fastutil.longs.Long2LongOpenHashMap;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Counts ranks exactly. Mean ranks are halves, so there are at most twice as many as items. */
final class RankTally {

  private final Long2LongOpenHashMap counts = new Long2LongOpenHashMap();
  private long total;

  void add(double rank) {
    counts.addTo((long) (2 * rank), 1);
    total++;
  }

  /** The rank in the middle, the mean of two where the number of ranks is even. */
  @Nullable Double median() {
    if (total == 0) {
      return null;
    }
    long[] ranks = counts.keySet().toLongArray();
    Arrays.sort(ranks);
    return (at(ranks, (total - 1) / 2) + at(ranks, total / 2)) / 4.0;
  }

  private long at(long[] ranks, long place) {
    long passed = 0;
    int i = 0;
    while (passed + counts.get(ranks[i]) <= place) {
      passed += counts.get(ranks[i++]);
    }
    return ranks[i];
  }
}
