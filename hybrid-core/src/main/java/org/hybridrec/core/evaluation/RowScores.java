package org.hybridrec.core.evaluation;

import it.unimi.dsi.fastutil.ints.IntList;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The scores of one row, without the items that are not to be ranked. Scratch memory for one
 * thread, filled anew for each row.
 */
final class RowScores {

  private final double[] scores;
  private final boolean[] excluded;
  private IntList excludedItems = IntList.of();
  private double @Nullable [] probabilities;
  private double largest;
  private double sum;

  RowScores(int items) {
    this.scores = new double[items];
    this.excluded = new boolean[items];
  }

  void ofLogits(float[] logits, IntList without, long row) {
    exclude(without);
    probabilities = null;
    largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < scores.length; i++) {
      scores[i] = logits[i];
      if (!Float.isFinite(logits[i])) {
        throw new NonFiniteLogitException(row, "the logit of class " + i, logits[i]);
      }
      if (!excluded[i]) {
        largest = Math.max(largest, scores[i]);
      }
    }
    sum = 0;
    for (int i = 0; i < scores.length; i++) {
      if (!excluded[i]) {
        sum += StrictMath.exp(scores[i] - largest);
      }
    }
  }

  void of(double[] given, double[] itsProbabilities, IntList without, long row) {
    exclude(without);
    probabilities = itsProbabilities;
    for (int i = 0; i < scores.length; i++) {
      scores[i] = given[i];
      if (!Double.isFinite(given[i])) {
        throw new NonFiniteLogitException(row, "the score of class " + i, given[i]);
      }
    }
    // Probabilities of all items have the sum 1 already; dividing by it would only round.
    sum = 1;
    if (!without.isEmpty()) {
      sum = 0;
      for (int i = 0; i < scores.length; i++) {
        sum += excluded[i] ? 0 : itsProbabilities[i];
      }
    }
  }

  private void exclude(IntList items) {
    for (int i = 0; i < excludedItems.size(); i++) {
      excluded[excludedItems.getInt(i)] = false;
    }
    for (int i = 0; i < items.size(); i++) {
      excluded[items.getInt(i)] = true;
    }
    excludedItems = items;
  }

  boolean isExcluded(int item) {
    return excluded[item];
  }

  /** The rank of an item that is not excluded; equal scores share their mean rank. */
  double rank(int item) {
    double own = scores[item];
    int greater = 0;
    int equal = 0;
    for (int i = 0; i < scores.length; i++) {
      if (!excluded[i]) {
        if (scores[i] > own) {
          greater++;
        } else if (scores[i] == own) {
          equal++;
        }
      }
    }
    return RankingEvaluator.meanRank(greater, equal - 1);
  }

  /** The natural logarithm of the probability of an item that is not excluded. */
  double logProbability(int item) {
    return probabilities == null
        ? scores[item] - largest - StrictMath.log(sum)
        : StrictMath.log(probabilities[item] / sum);
  }

  double probability(int item) {
    return probabilities == null
        ? StrictMath.exp(scores[item] - largest) / sum
        : probabilities[item] / sum;
  }

  /** The best items, best first, equal ones in ascending order. */
  int[] best(int k) {
    int[] list = new int[Math.min(k, scores.length)];
    int size = 0;
    for (int item = 0; item < scores.length; item++) {
      if (excluded[item] || (size == list.length && scores[item] <= scores[list[size - 1]])) {
        continue;
      }
      int place = size < list.length ? size++ : size - 1;
      while (place > 0 && scores[list[place - 1]] < scores[item]) {
        list[place] = list[place - 1];
        place--;
      }
      list[place] = item;
    }
    return size == list.length ? list : Arrays.copyOf(list, size);
  }
}
