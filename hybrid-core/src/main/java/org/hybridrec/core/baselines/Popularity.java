package org.hybridrec.core.baselines;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hybridrec.core.evaluation.Evaluation;
import org.hybridrec.core.evaluation.RankingEvaluator;
import org.hybridrec.core.evaluation.ScoredRows;
import org.hybridrec.core.evaluation.Scorer;
import org.hybridrec.core.ranking.Recommendation;
import org.hybridrec.features.LabelColumn;
import org.hybridrec.features.dataset.FittedOn;
import org.hybridrec.features.dataset.Split;
import org.hybridrec.features.dataset.TimeWindow;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.InvalidDataException;
import org.hybridrec.features.source.Quoted;

/**
 * Recommends the items that were most often the label, whatever the row says. Immutable and
 * thread-safe. An item with c of n labels has the probability (c + 1) / (n + items), so that none
 * is impossible.
 */
public final class Popularity implements Scorer {

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

  /**
   * Counts the labels of the newest rows only: news is forgotten fast.
   *
   * @param rows rows with both fields, in any order
   * @param label what is counted
   * @param timeField a field of whole numbers
   * @param window how far to look back from the latest time; a row exactly so far back counts
   * @throws org.hybridrec.features.source.SchemaException if the rows lack a field
   * @throws org.hybridrec.features.source.InvalidDataException if no row has a time
   * @throws IllegalArgumentException if the window is negative
   */
  public static Popularity recent(
      ExampleSource rows, LabelColumn label, String timeField, long window) {
    if (window < 0) {
      throw new IllegalArgumentException("window must be at least 0, was " + window);
    }
    TimeWindow whole = FittedOn.of("rows", rows, timeField).time();
    if (whole == null) {
      throw new InvalidDataException(
          "recent popularity: no row has a readable time in " + Quoted.of(timeField));
    }
    long latest = whole.to() - 1;
    long from = window > latest - whole.from() ? whole.from() : latest - window;
    return of(Split.byTime(timeField, from).of(rows).test(), label);
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

  @Override
  public int itemCount() {
    return counts.length;
  }

  @Override
  public int indexOf(String id) {
    return label.items().indexOf(id);
  }

  @Override
  public void score(ExampleSource rows, ScoredRows target) {
    double[] scores = new double[counts.length];
    double[] probabilities = new double[counts.length];
    Arrays.setAll(scores, item -> counts[item]);
    Arrays.setAll(probabilities, this::probability);
    LabelledRows.each(
        rows,
        label.field(),
        label.field(),
        (id, same) ->
            target.scores(
                scores, probabilities, id == null ? RankingEvaluator.UNKNOWN : indexOf(id)));
  }

  private double rank(int item) {
    return Best.rank(item, counts.length, (a, b) -> Long.compare(counts[a], counts[b]));
  }
}
