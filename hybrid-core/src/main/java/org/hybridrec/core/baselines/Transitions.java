package org.hybridrec.core.baselines;

import it.unimi.dsi.fastutil.ints.Int2LongMap;
import it.unimi.dsi.fastutil.ints.Int2LongMaps;
import it.unimi.dsi.fastutil.ints.Int2LongOpenHashMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hybridrec.core.evaluation.Evaluation;
import org.hybridrec.core.evaluation.RankingEvaluator;
import org.hybridrec.core.evaluation.ScoredRows;
import org.hybridrec.core.evaluation.Scorer;
import org.hybridrec.core.ranking.Recommendation;
import org.hybridrec.features.LabelColumn;
import org.hybridrec.features.source.ExampleSource;
import org.jspecify.annotations.Nullable;

/**
 * Recommends the items that most often followed the current one, and fills the list up with the
 * most popular others: items are ordered by how often they followed, then by {@link Popularity}.
 * Immutable and thread-safe.
 *
 * <p>Where the current item was followed n times, c times by an item of popularity p, that item has
 * the probability (c + p) / (n + 1), which keeps that order. An unknown or missing current item has
 * n = 0: the popularity alone.
 */
public final class Transitions implements Scorer {

  private final String currentField;
  private final Popularity popularity;
  private final Map<String, Int2LongOpenHashMap> following;

  private Transitions(
      String currentField, Popularity popularity, Map<String, Int2LongOpenHashMap> following) {
    this.currentField = currentField;
    this.popularity = popularity;
    this.following = following;
  }

  /**
   * Counts what follows what in all rows; rows without a current item or a known label are left out
   * (those with a known label still count for the popularity).
   *
   * @param rows rows with both fields
   * @param currentField the field of the current item
   * @param label what follows
   * @throws org.hybridrec.features.source.SchemaException if the rows lack a field
   */
  public static Transitions of(ExampleSource rows, String currentField, LabelColumn label) {
    Map<String, Int2LongOpenHashMap> following = new HashMap<>();
    LabelledRows.each(
        rows,
        currentField,
        label.field(),
        (current, next) -> {
          int item = next == null ? -1 : label.items().indexOf(next);
          if (current != null && item >= 0) {
            following.computeIfAbsent(current, any -> new Int2LongOpenHashMap()).addTo(item, 1);
          }
        });
    return new Transitions(currentField, Popularity.of(rows, label), following);
  }

  /** Returns what fills the lists up. */
  public Popularity popularity() {
    return popularity;
  }

  /**
   * Returns the k best items after the current one, equally good ones in the order of the index.
   *
   * @param current the current item, null where it is not known
   * @param k how many at most
   * @throws IllegalArgumentException if k is less than 1
   */
  public List<Recommendation> recommend(@Nullable String current, int k) {
    Int2LongMap counts = counts(current);
    double total = total(counts);
    List<Recommendation> list = new ArrayList<>();
    for (int item : Best.of(k, itemCount(), order(counts))) {
      float probability = (float) probability(counts, total, item);
      list.add(
          new Recommendation(popularity.label().items().id(item), probability, list.size() + 1));
    }
    return list;
  }

  /**
   * Ranks the label of every row among all items.
   *
   * @param rows rows with both fields
   * @param k length of the lists that the metrics "at k" look at
   * @throws org.hybridrec.features.source.SchemaException if the rows lack a field
   * @throws org.hybridrec.features.source.InvalidDataException if there are no rows
   */
  public Evaluation evaluate(ExampleSource rows, int k) {
    RankingEvaluator evaluator = new RankingEvaluator(k);
    LabelColumn label = popularity.label();
    LabelledRows.each(
        rows,
        currentField,
        label.field(),
        (current, next) -> {
          int item = next == null ? -1 : label.items().indexOf(next);
          if (item < 0) {
            evaluator.addUnknown();
          } else {
            Int2LongMap counts = counts(current);
            evaluator.addRanked(
                Best.rank(item, itemCount(), order(counts)),
                StrictMath.log(probability(counts, (double) total(counts), item)));
          }
        });
    return evaluator.evaluation();
  }

  @Override
  public int itemCount() {
    return popularity.label().items().size();
  }

  @Override
  public int indexOf(String id) {
    return popularity.indexOf(id);
  }

  @Override
  public void score(ExampleSource rows, ScoredRows target) {
    double[] probabilities = new double[itemCount()];
    LabelledRows.each(
        rows,
        currentField,
        popularity.label().field(),
        (current, next) -> {
          Int2LongMap counts = counts(current);
          double total = total(counts);
          // Below 2^20 rows and items, probabilities keep the order of counts and popularity.
          Arrays.setAll(probabilities, item -> probability(counts, total, item));
          target.scores(
              probabilities,
              probabilities,
              next == null ? RankingEvaluator.UNKNOWN : indexOf(next));
        });
  }

  private Int2LongMap counts(@Nullable String current) {
    Int2LongMap counts = current == null ? null : following.get(current);
    return Objects.requireNonNullElse(counts, Int2LongMaps.EMPTY_MAP);
  }

  private static long total(Int2LongMap counts) {
    return counts.values().longStream().sum();
  }

  private double probability(Int2LongMap counts, double total, int item) {
    return (counts.get(item) + popularity.probability(item)) / (total + 1);
  }

  private Best.Order order(Int2LongMap counts) {
    return (a, b) -> {
      int byCount = Long.compare(counts.get(a), counts.get(b));
      return byCount != 0 ? byCount : Long.compare(popularity.count(a), popularity.count(b));
    };
  }
}
