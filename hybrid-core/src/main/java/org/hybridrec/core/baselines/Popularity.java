package org.hybridrec.core.baselines;

import java.util.ArrayList;
import java.util.List;
import org.hybridrec.core.evaluation.Evaluation;
import org.hybridrec.core.evaluation.RankingEvaluator;
import org.hybridrec.core.ranking.Recommendation;
import org.hybridrec.features.LabelColumn;
import org.hybridrec.features.source.ExampleSource;

/**
 * Recommends the items that were most often the label, whatever the row says. Immutable and
 * thread-safe. An item with c of n labels has the probability (c + 1) / (n + items), so that none
 * is impossible.
 */
public final class Popularity {

  private final LabelColumn label;
  private final long[] counts;
  private final long total;

  private Popularity(LabelColumn label, long[] counts, long total) {
    this.label = label;
    this.counts = counts;
    this.total = total;
  }

  /**
   * Counts the labels of all rows; missing labels and those that are not in the index are left out.
   *
   * @throws org.hybridrec.features.source.SchemaException if the rows lack the label's field
   */
  public static Popularity of(ExampleSource rows, LabelColumn label) {
    long[] counts = new long[label.items().size()];
    long[] total = new long[1];
    LabelledRows.each(
        rows,
        label.field(),
        label.field(),
        (id, same) -> {
          int item = id == null ? -1 : label.items().indexOf(id);
          if (item >= 0) {
            counts[item]++;
            total[0]++;
          }
        });
    return new Popularity(label, counts, total[0]);
  }

  /** Returns what is predicted. */
  public LabelColumn label() {
    return label;
  }

  /**
   * Returns how often an item was the label.
   *
   * @throws IndexOutOfBoundsException if there is no such item
   */
  public long count(int item) {
    return counts[item];
  }

  /**
   * Returns the probability of an item.
   *
   * @throws IndexOutOfBoundsException if there is no such item
   */
  public double probability(int item) {
    return (counts[item] + 1.0) / (total + counts.length);
  }

  /**
   * Returns the k most popular items, equally popular ones in the order of the index.
   *
   * @throws IllegalArgumentException if k is less than 1
   */
  public List<Recommendation> recommend(int k) {
    int[] best = Best.of(k, counts.length, (a, b) -> Long.compare(counts[a], counts[b]));
    List<Recommendation> list = new ArrayList<>();
    for (int item : best) {
      list.add(
          new Recommendation(label.items().id(item), (float) probability(item), list.size() + 1));
    }
    return list;
  }

  /**
   * Ranks the label of every row among all items.
   *
   * @param rows rows with the label's field
   * @param k length of the lists that the metrics "at k" look at
   * @throws org.hybridrec.features.source.SchemaException if the rows lack the label's field
   * @throws org.hybridrec.features.source.InvalidDataException if there are no rows
   */
  public Evaluation evaluate(ExampleSource rows, int k) {
    RankingEvaluator evaluator = new RankingEvaluator(k);
    LabelledRows.each(
        rows,
        label.field(),
        label.field(),
        (id, same) -> {
          int item = id == null ? -1 : label.items().indexOf(id);
          if (item < 0) {
            evaluator.addUnknown();
          } else {
            evaluator.addRanked(rank(item), StrictMath.log(probability(item)));
          }
        });
    return evaluator.evaluation();
  }

  private double rank(int item) {
    return Best.rank(item, counts.length, (a, b) -> Long.compare(counts[a], counts[b]));
  }
}
