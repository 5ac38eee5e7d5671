package org.hybridrec.news.report;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hybridrec.core.evaluation.RankingEvaluator;
import org.hybridrec.core.evaluation.ScoredRows;
import org.hybridrec.core.evaluation.Scorer;
import org.hybridrec.core.ranking.TopK;
import org.hybridrec.features.ItemIndex;
import org.hybridrec.features.source.ExampleSource;

/**
 * Scores as a model does and counts how often each item stands in a list of k, and how often it was
 * what came next. For one evaluation at a time.
 */
final class ServedContents implements Scorer {

  private static final int SHOWN = 10;

  private final Scorer model;
  private final ItemIndex items;
  private final int k;
  private final long[] served;
  private final long[] wanted;

  ServedContents(Scorer model, ItemIndex items, int k) {
    this.model = model;
    this.items = items;
    this.k = k;
    this.served = new long[items.size()];
    this.wanted = new long[items.size()];
  }

  /**
   * An item and its counts.
   *
   * @param id the item
   * @param served the lists it stood in
   * @param wanted the rows in which it came next
   */
  record Content(String id, long served, long wanted) {}

  @Override
  public int itemCount() {
    return model.itemCount();
  }

  @Override
  public int indexOf(String id) {
    return model.indexOf(id);
  }

  @Override
  public void score(ExampleSource rows, ScoredRows target) {
    TopK best = TopK.of(k);
    model.score(
        rows,
        new ScoredRows() {
          @Override
          public void logits(float[] logits, int label) {
            best.clear();
            best.offer(0, logits, 0, itemCount());
            count(best.classes(), label);
            target.logits(logits, label);
          }

          @Override
          public void scores(double[] scores, double[] probabilities, int label) {
            throw new UnsupportedOperationException("models give logits");
          }
        });
  }

  private void count(int[] list, int label) {
    for (int item : list) {
      served[item]++;
    }
    if (label != RankingEvaluator.UNKNOWN) {
      wanted[label]++;
    }
  }

  /** The items that stand in most lists. */
  List<Content> most() {
    return sorted(Comparator.comparingLong(Content::served).reversed());
  }

  /** The items that stand in fewest lists; among equals first what came next most often. */
  List<Content> least() {
    return sorted(
        Comparator.comparingLong(Content::served)
            .thenComparing(Comparator.comparingLong(Content::wanted).reversed()));
  }

  /** The ids of both. */
  Set<String> shown() {
    return Stream.concat(most().stream(), least().stream())
        .map(Content::id)
        .collect(Collectors.toSet());
  }

  private List<Content> sorted(Comparator<Content> order) {
    List<String> ids = items.ids();
    return IntStream.range(0, served.length)
        .mapToObj(i -> new Content(ids.get(i), served[i], wanted[i]))
        .sorted(order)
        .limit(SHOWN)
        .toList();
  }

  long neverServed() {
    return IntStream.range(0, served.length).filter(i -> served[i] == 0).count();
  }
}
