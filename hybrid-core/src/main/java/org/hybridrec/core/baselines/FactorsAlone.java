package org.hybridrec.core.baselines;

import java.util.List;
import org.hybridrec.core.factorization.FoldIn;
import org.hybridrec.features.VectorTable;

/**
 * The collaborative filter without a network: the score of y is x·y, with x folded in from the
 * items seen, each counting 1 whatever its place, and y the item's factors; equal scores ordered by
 * popularity. Probabilities are as those of {@link ItemNeighbours}. Immutable and thread-safe.
 */
public final class FactorsAlone extends HistoryScorer {

  private final FoldIn factors;
  private final float[][] items;

  /**
   * Ranks by factors.
   *
   * @param factors fitted on training rows, such as {@code factorization.foldIn()}
   * @param history what to fold in
   * @param popularity knows the items to recommend; those without factors have the score 0
   */
  public FactorsAlone(FoldIn factors, History history, Popularity popularity) {
    super(history, popularity);
    this.factors = factors;
    this.items = new float[itemCount()][];
    VectorTable table = factors.itemFactors();
    for (int item = 0; item < items.length; item++) {
      int row = table.keys().indexOf(label().items().id(item));
      items[item] = row < 0 ? new float[factors.width()] : table.row(row);
    }
  }

  @Override
  void score(List<String> seen, double[] scores, double[] probabilities) {
    float[] user = factors.factors(seen);
    for (int item = 0; item < scores.length; item++) {
      double sum = 0;
      for (int i = 0; i < user.length; i++) {
        sum = Math.fma(user[i], items[item][i], sum);
      }
      scores[item] = sum;
    }
    complete(scores, probabilities);
  }
}
