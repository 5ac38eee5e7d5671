package org.hybridrec.core.baselines;

import java.util.Arrays;
import java.util.List;
import org.hybridrec.core.factorization.Interactions;
import org.hybridrec.core.factorization.SymmetricInverse;

/**
 * EASE, a linear model of what goes with what, fitted in closed form. Immutable and thread-safe.
 * With X the matrix of users and items, 1 where they meet,
 *
 * <pre>
 *   P = (XᵀX + λ I)⁻¹        B_ij = −P_ij / P_jj,  B_jj = 0
 * </pre>
 *
 * <p>and the score of y is Σ_a decay^a B(x_a, y) over the items seen, newest first, with a
 * millionth of the popularity added to part equal scores. Probabilities are as those of {@link
 * ItemNeighbours}.
 *
 * <p>Takes memory for two matrices of doubles, items × items, while fitting and for one afterwards;
 * time grows with the third power of the items. H. Steck, Embarrassingly Shallow Autoencoders for
 * Sparse Data, WWW 2019.
 */
public final class Ease extends HistoryScorer {

  /** λ by default. */
  public static final double REGULARIZATION = 500;

  /** More items than this are refused: 0.6 GB and minutes. */
  public static final int MOST_ITEMS = 6_000;

  private final Interactions interactions;
  private final double decay;
  private final double[] weights;
  private final int[] ranked;

  private Ease(
      Interactions interactions,
      History history,
      Popularity popularity,
      double decay,
      double[] weights) {
    super(history, popularity);
    this.interactions = interactions;
    this.decay = decay;
    this.weights = weights;
    this.ranked =
        interactions.items().values().stream().mapToInt(label().items()::indexOf).toArray();
  }

  /** Takes a regularization of {@value #REGULARIZATION} and a decay of 0.8; see the other form. */
  public static Ease of(Interactions interactions, History history, Popularity popularity) {
    return of(interactions, history, popularity, REGULARIZATION, DecayedTransitions.DECAY);
  }

  /**
   * Fits.
   *
   * @param interactions who has dealt with what; values play no part
   * @param history what to recommend by
   * @param popularity knows the items to recommend, and parts equal scores
   * @param regularization λ, above 0
   * @param decay what an item seen counts, compared with the one after it: above 0, at most 1
   * @throws CatalogueTooLargeException if there are more than {@value #MOST_ITEMS} items
   * @throws IllegalArgumentException if a number is out of range
   */
  public static Ease of(
      Interactions interactions,
      History history,
      Popularity popularity,
      double regularization,
      double decay) {
    DecayedTransitions.check(decay);
    if (!(regularization > 0 && regularization < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "regularization must be above 0 and finite, was " + regularization);
    }
    int items = interactions.items().size();
    if (items > MOST_ITEMS) {
      throw new CatalogueTooLargeException("EASE", items, MOST_ITEMS);
    }
    return new Ease(
        interactions, history, popularity, decay, weights(interactions, items, regularization));
  }

  private static double[] weights(Interactions interactions, int items, double regularization) {
    double[] gram = new double[items * items];
    ItemPairs.each(interactions, (low, high) -> gram[low * items + high]++);
    int[] counts = ItemPairs.counts(interactions);
    for (int i = 0; i < items; i++) {
      gram[i * items + i] = counts[i] + regularization;
    }
    double[] weights = SymmetricInverse.of(gram, items);
    double[] diagonal = new double[items];
    Arrays.setAll(diagonal, i -> weights[i * items + i]);
    for (int i = 0; i < items; i++) {
      for (int j = 0; j < items; j++) {
        weights[i * items + j] = i == j ? 0 : -weights[i * items + j] / diagonal[j];
      }
    }
    return weights;
  }

  @Override
  void score(List<String> seen, double[] scores, double[] probabilities) {
    Arrays.fill(scores, 0);
    double weight = 1;
    for (String id : seen) {
      int item = interactions.items().indexOf(id);
      if (item >= 0) {
        for (int other = 0; other < ranked.length; other++) {
          if (ranked[other] >= 0) {
            scores[ranked[other]] += weight * weights[item * ranked.length + other];
          }
        }
      }
      weight *= decay;
    }
    complete(scores, probabilities);
  }
}
