package org.hybridrec.core.evaluation;

/**
 * A figure that is a mean over rows, and therefore has an interval. What each is, and how ties and
 * unknown labels count, is said in {@link Evaluation}.
 */
public enum Metric {
  /** The share of rows whose label has rank 1, alone. */
  ACCURACY(0, "accuracy", "accuracy", true, Over.ROWS),
  /** The share of rows whose label is among the first k. */
  HIT_RATE(1, "hit_rate_at_k", "hit@%d", true, Over.ROWS),
  /** The mean of 1 / rank, 0 beyond k. */
  MRR(2, "mrr_at_k", "MRR@%d", true, Over.ROWS),
  /** The mean of 1 / log2(1 + rank), 0 beyond k. */
  NDCG(3, "ndcg_at_k", "NDCG@%d", true, Over.ROWS),
  /** The mean rank of the labels that were ranked. */
  MEAN_RANK(4, "mean_rank", "mean rank", false, Over.RANKED),
  /** The mean cross-entropy of the labels that were ranked, natural logarithm. */
  LOSS(5, "loss", "log loss", false, Over.RANKED),
  /**
   * The mean of log2(1 / popularity) of the items in the lists of k, with popularity (c + 1) / (n +
   * items) of an item with c of n training labels.
   */
  NOVELTY(6, "novelty_at_k", "novelty@%d", true, Over.LISTED);

  /** Which rows a mean is over. */
  enum Over {
    ROWS(0),
    RANKED(1),
    LISTED(2);

    private final int place;

    Over(int place) {
      this.place = place;
    }

    int place() {
      return place;
    }
  }

  private final int place;
  private final String key;
  private final String title;
  private final boolean higherIsBetter;
  private final Over over;

  Metric(int place, String key, String title, boolean higherIsBetter, Over over) {
    this.place = place;
    this.key = key;
    this.title = title;
    this.higherIsBetter = higherIsBetter;
    this.over = over;
  }

  /** Returns the name in JSON and in experiment files. */
  public String key() {
    return key;
  }

  /** Returns the name for people, as in {@code hit@10}. */
  public String title(int k) {
    return title.replace("%d", Integer.toString(k));
  }

  /** Returns false where less is better. */
  public boolean higherIsBetter() {
    return higherIsBetter;
  }

  /** The place in arrays, counted from 0. */
  int place() {
    return place;
  }

  Over over() {
    return over;
  }
}
