package org.hybridrec.core.evaluation;

import java.util.Objects;
import org.hybridrec.features.source.InvalidDataException;

/**
 * Collects ranking metrics row by row, in constant memory. Mutable, for one thread. Sums are kept
 * in double and in the order of the rows, so the same rows in the same order give the same bits.
 *
 * <p>A row is given by its logits or, where a scorer already knows them, by the label's rank and
 * log probability; both ways end in the same sums. The number of classes may be smaller than k:
 * then every known label is a hit.
 */
public final class RankingEvaluator {

  /** The label of a row whose true class the model does not know. */
  public static final int UNKNOWN = -1;

  private static final double LOG_2 = StrictMath.log(2);
  private static final double ROUNDING = 1e-4;

  private final int k;
  private long rows;
  private long unknownLabels;
  private long firsts;
  private long hits;
  private double reciprocalRanks;
  private double gains;
  private double ranks;
  private double losses;

  /**
   * Makes an evaluator without rows.
   *
   * @param k the length of list that the metrics "at k" look at
   * @throws IllegalArgumentException if k is below 1
   */
  public RankingEvaluator(int k) {
    if (k < 1) {
      throw new IllegalArgumentException("evaluation: k must be at least 1, was " + k);
    }
    this.k = k;
  }

  /**
   * Adds one row by its logits.
   *
   * @param logits one logit a class
   * @param label the true class, or {@link #UNKNOWN}
   * @throws NonFiniteLogitException if a logit is NaN or infinite
   * @throws IllegalArgumentException if the label is neither a class nor {@link #UNKNOWN}
   */
  public void add(float[] logits, int label) {
    add(logits, 0, logits.length, label);
  }

  /**
   * Adds one row by its logits, which stand somewhere in a longer array.
   *
   * @param logits holds one logit a class from {@code offset} on, unnormalized
   * @param offset where the logit of class 0 stands
   * @param count the number of classes, at least 1
   * @param label the true class, or {@link #UNKNOWN}
   * @throws NonFiniteLogitException if a logit is NaN or infinite
   * @throws IllegalArgumentException if the label is neither a class nor {@link #UNKNOWN}
   * @throws IndexOutOfBoundsException if the array does not hold that range
   */
  public void add(float[] logits, int offset, int count, int label) {
    Objects.checkFromIndexSize(offset, count, logits.length);
    if (label < UNKNOWN || label >= count) {
      throw new IllegalArgumentException(
          "evaluation: row %d: label must be a class from 0 to %d, or -1 if unknown, was %d"
              .formatted(rows, count - 1, label));
    }
    double max = finiteMax(logits, offset, count);
    if (label == UNKNOWN) {
      addUnknown();
      return;
    }
    addRanked(
        rank(logits, offset, count, label), logProbability(logits, offset, count, label, max));
  }

  /**
   * Adds one row by what a scorer found out about its label.
   *
   * @param rank the label's {@link #meanRank}
   * @param logProbability the natural logarithm of the probability given to the label, at most 0
   *     (up to rounding, 0.0001)
   * @throws NonFiniteLogitException if a value is NaN or infinite
   * @throws IllegalArgumentException if the rank is below 1 or the log probability is above 0
   */
  public void addRanked(double rank, double logProbability) {
    checkFinite("the rank of the label", rank);
    checkFinite("the log probability of the label", logProbability);
    if (rank < 1) {
      throw new IllegalArgumentException(
          "evaluation: row " + rows + ": rank must be at least 1, was " + rank);
    }
    if (logProbability > ROUNDING) {
      throw new IllegalArgumentException(
          "evaluation: row " + rows + ": log probability must be at most 0, was " + logProbability);
    }
    rows++;
    ranks += rank;
    losses -= logProbability;
    if (rank == 1) {
      firsts++;
    }
    if (rank <= k) {
      hits++;
      reciprocalRanks += 1 / rank;
      gains += LOG_2 / StrictMath.log(1 + rank);
    }
  }

  /** Adds one row whose label the model does not know: a miss in every metric. */
  public void addUnknown() {
    rows++;
    unknownLabels++;
  }

  /**
   * Returns the rank of a label: equal scores share their mean rank.
   *
   * @param greater how many classes have a higher score
   * @param equalOthers how many other classes have the same score
   */
  public static double meanRank(long greater, long equalOthers) {
    return 1 + greater + equalOthers / 2.0;
  }

  /**
   * Returns the metrics over all rows so far.
   *
   * @throws InvalidDataException if there were no rows
   */
  public Evaluation evaluation() {
    if (rows == 0) {
      throw new InvalidDataException(
          "evaluation: there must be at least 1 row, were 0; check the evaluation data");
    }
    long known = rows - unknownLabels;
    return new Evaluation(
        rows,
        k,
        (double) firsts / rows,
        (double) hits / rows,
        reciprocalRanks / rows,
        gains / rows,
        known == 0 ? null : ranks / known,
        known == 0 ? null : losses / known,
        unknownLabels);
  }

  private double finiteMax(float[] logits, int offset, int count) {
    float max = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      float logit = logits[offset + i];
      if (!Float.isFinite(logit)) {
        throw new NonFiniteLogitException(rows, "the logit of class " + i, logit);
      }
      max = Math.max(max, logit);
    }
    return max;
  }

  private void checkFinite(String what, double value) {
    if (!Double.isFinite(value)) {
      throw new NonFiniteLogitException(rows, what, value);
    }
  }

  private static double rank(float[] logits, int offset, int count, int label) {
    float own = logits[offset + label];
    int greater = 0;
    int equal = 0;
    for (int i = offset; i < offset + count; i++) {
      if (logits[i] > own) {
        greater++;
      } else if (logits[i] == own) {
        equal++;
      }
    }
    return meanRank(greater, equal - 1);
  }

  private static double logProbability(
      float[] logits, int offset, int count, int label, double max) {
    double sum = 0;
    for (int i = offset; i < offset + count; i++) {
      sum += StrictMath.exp(logits[i] - max);
    }
    return logits[offset + label] - max - StrictMath.log(sum);
  }
}
