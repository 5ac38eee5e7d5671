package org.hybridrec.core.baselines;

import it.unimi.dsi.fastutil.longs.Long2IntMap;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.hybridrec.core.factorization.Interactions;

/**
 * Item k-nearest-neighbours on sessions: recommends the items that occur in the same sessions as
 * those seen. Immutable and thread-safe. Similarity is the cosine,
 *
 * <pre>  s(i, j) = |S_i ∩ S_j| / √(|S_i| |S_j|)</pre>
 *
 * <p>with S_i the sessions of item i, kept for the k most similar items of each; the score of y is
 * Σ_a decay^a s(x_a, y) over the items seen, newest first, with a millionth of the popularity added
 * to part equal scores. What these scores mean as probabilities is not said by the method: half is
 * shared out by score, half by popularity. Takes time for each pair of items of a session: cut
 * sessions that never end.
 *
 * <p>B. Sarwar et al., Item-Based Collaborative Filtering Recommendation Algorithms, WWW 2001.
 */
public final class ItemNeighbours extends HistoryScorer {

  /** How many neighbours an item has by default. */
  public static final int NEIGHBOURS = 100;

  private final Interactions sessions;
  private final double decay;
  private final List<List<Neighbour>> neighbours;

  private record Neighbour(int item, double similarity) {}

  private ItemNeighbours(
      Interactions sessions,
      History history,
      Popularity popularity,
      double decay,
      List<List<Neighbour>> neighbours) {
    super(history, popularity);
    this.sessions = sessions;
    this.decay = decay;
    this.neighbours = neighbours;
  }

  /** Takes {@value #NEIGHBOURS} neighbours and a decay of 0.8; see the other form. */
  public static ItemNeighbours of(Interactions sessions, History history, Popularity popularity) {
    return of(sessions, history, popularity, NEIGHBOURS, DecayedTransitions.DECAY);
  }

  /**
   * Finds the neighbours of all items.
   *
   * @param sessions the items of each session, or of each visitor; values play no part
   * @param history what to recommend by
   * @param popularity knows the items to recommend, and parts equal scores
   * @param k the most neighbours of an item
   * @param decay what an item seen counts, compared with the one after it: above 0, at most 1
   * @throws IllegalArgumentException if k is below 1 or the decay out of range
   */
  public static ItemNeighbours of(
      Interactions sessions, History history, Popularity popularity, int k, double decay) {
    DecayedTransitions.check(decay);
    if (k < 1) {
      throw new IllegalArgumentException("neighbours must be at least 1, were " + k);
    }
    return new ItemNeighbours(sessions, history, popularity, decay, neighbours(sessions, k));
  }

  private static List<List<Neighbour>> neighbours(Interactions sessions, int k) {
    Long2IntOpenHashMap common = new Long2IntOpenHashMap();
    ItemPairs.each(sessions, (low, high) -> common.addTo((long) low << 32 | high, 1));
    int[] counts = ItemPairs.counts(sessions);
    List<List<Neighbour>> all = new ArrayList<>();
    for (int item = 0; item < counts.length; item++) {
      all.add(new ArrayList<>());
    }
    for (Long2IntMap.Entry entry : common.long2IntEntrySet()) {
      int low = (int) (entry.getLongKey() >> 32);
      int high = (int) entry.getLongKey();
      double similarity = entry.getIntValue() / Math.sqrt((double) counts[low] * counts[high]);
      all.get(low).add(new Neighbour(high, similarity));
      all.get(high).add(new Neighbour(low, similarity));
    }
    Comparator<Neighbour> best =
        Comparator.comparingDouble(Neighbour::similarity)
            .reversed()
            .thenComparingInt(Neighbour::item);
    all.replaceAll(each -> each.stream().sorted(best).limit(k).toList());
    return all;
  }

  @Override
  void score(List<String> seen, double[] scores, double[] probabilities) {
    Arrays.fill(scores, 0);
    double weight = 1;
    for (String id : seen) {
      int item = sessions.items().indexOf(id);
      if (item >= 0) {
        for (Neighbour neighbour : neighbours.get(item)) {
          int ranked = indexOf(sessions.items().value(neighbour.item()));
          if (ranked >= 0) {
            scores[ranked] += weight * neighbour.similarity();
          }
        }
      }
      weight *= decay;
    }
    complete(scores, probabilities);
  }
}
