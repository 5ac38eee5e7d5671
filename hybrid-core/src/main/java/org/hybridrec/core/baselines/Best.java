package org.hybridrec.core.baselines;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.hybridrec.core.evaluation.RankingEvaluator;

/** Orders items by an exact comparison, where a score in floating point would blur it. */
final class Best {

  private Best() {}

  /** Compares two items; the greater one is the better. */
  @FunctionalInterface
  interface Order {
    int compare(int a, int b);
  }

  /** Returns the k best items, best first, equal ones in ascending order. */
  static int[] of(int k, int itemCount, Order order) {
    if (k < 1) {
      throw new IllegalArgumentException("k must be at least 1, was " + k);
    }
    Comparator<Integer> bestFirst = (a, b) -> order.compare(b, a);
    return IntStream.range(0, itemCount)
        .boxed()
        .sorted(bestFirst.thenComparing(Comparator.naturalOrder()))
        .limit(k)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Returns the rank of an item; equal ones share their mean rank. */
  static double rank(int item, int itemCount, Order order) {
    int greater = 0;
    int equal = 0;
    for (int other = 0; other < itemCount; other++) {
      int comparison = order.compare(other, item);
      if (comparison > 0) {
        greater++;
      } else if (comparison == 0 && other != item) {
        equal++;
      }
    }
    return RankingEvaluator.meanRank(greater, equal);
  }
}
