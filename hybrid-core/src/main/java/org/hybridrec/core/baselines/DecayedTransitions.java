package org.hybridrec.core.baselines;

import it.unimi.dsi.fastutil.ints.Int2DoubleMap;
import it.unimi.dsi.fastutil.ints.Int2DoubleOpenHashMap;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hybridrec.features.LabelColumn;
import org.hybridrec.features.source.ExampleSource;

/**
 * Recommends what followed the last few items, near ones counting more. Immutable and thread-safe.
 *
 * <p>In training, the a-th item before a label (a = 0 for the newest) counts decay^a for the pair.
 * With C(x, y) the sum of these, n(x) their sum over all y, and p(y) the {@link Popularity},
 *
 * <pre>
 *   P(y | x)       = (C(x, y) + p(y)) / (n(x) + 1)
 *   P(y | x₀ x₁ …) = Σ_a decay^a P(y | x_a) / Σ_a decay^a
 * </pre>
 *
 * <p>over the items x_a that were seen in training; without any, p(y). With a history of one item
 * this is {@link Transitions}. Counting, and hard to beat: on MovieLens-1M, rows in the order of
 * time, ten items with decay 0.8 rank better than a self-attentive network trained with one
 * negative a row.
 */
public final class DecayedTransitions extends HistoryScorer {

  /** The decay that served well on several data sets. */
  public static final double DECAY = 0.8;

  private final double decay;
  private final Map<String, Following> following;

  private static final class Following {
    final Int2DoubleOpenHashMap counts = new Int2DoubleOpenHashMap();
    double total;
  }

  private DecayedTransitions(
      History history, Popularity popularity, double decay, Map<String, Following> following) {
    super(history, popularity);
    this.decay = decay;
    this.following = following;
  }

  /** Counts with a decay of {@value #DECAY}; see the other form. */
  public static DecayedTransitions of(ExampleSource rows, History history, LabelColumn label) {
    return of(rows, history, label, DECAY);
  }

  /**
   * Counts what follows what in all rows; rows without a known label are left out.
   *
   * @param rows rows with the label's field and those of the history
   * @param history how far to look back, in training as later
   * @param label what follows
   * @param decay what an item counts, compared with the one after it: above 0, at most 1
   * @throws org.hybridrec.features.source.SchemaException if the rows lack a field
   * @throws IllegalArgumentException if the decay is out of range
   */
  public static DecayedTransitions of(
      ExampleSource rows, History history, LabelColumn label, double decay) {
    check(decay);
    Map<String, Following> following = new HashMap<>();
    HistoryRows.each(
        rows,
        history,
        label.field(),
        (seen, next) -> {
          int item = next == null ? -1 : label.items().indexOf(next);
          double weight = 1;
          for (int a = 0; item >= 0 && a < seen.size(); a++) {
            Following after = following.computeIfAbsent(seen.get(a), any -> new Following());
            after.counts.addTo(item, weight);
            after.total += weight;
            weight *= decay;
          }
        });
    return new DecayedTransitions(history, Popularity.of(rows, label), decay, following);
  }

  static void check(double decay) {
    if (!(decay > 0 && decay <= 1)) {
      throw new IllegalArgumentException("decay must be above 0 and at most 1, was " + decay);
    }
  }

  @Override
  void score(List<String> seen, double[] scores, double[] probabilities) {
    Arrays.fill(scores, 0);
    double weight = 1;
    double weights = 0;
    double popular = 0;
    for (String id : seen) {
      Following after = following.get(id);
      if (after != null) {
        double each = weight / (after.total + 1);
        for (Int2DoubleMap.Entry count : after.counts.int2DoubleEntrySet()) {
          scores[count.getIntKey()] += each * count.getDoubleValue();
        }
        popular += each;
        weights += weight;
      }
      weight *= decay;
    }
    for (int item = 0; item < scores.length; item++) {
      double probability = popularity().probability(item);
      if (weights > 0) {
        probability = (scores[item] + popular * probability) / weights;
      }
      scores[item] = probability;
      probabilities[item] = probability;
    }
  }
}
