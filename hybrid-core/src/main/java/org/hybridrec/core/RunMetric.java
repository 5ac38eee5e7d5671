package org.hybridrec.core;

import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hybridrec.core.evaluation.Evaluation;

/** A metric by which a run tells the best of its models. */
public enum RunMetric {
  /** Mean cross-entropy; the smallest is the best. */
  LOSS,
  /** Share of rows whose label has rank 1; the greatest is the best. */
  ACCURACY,
  /** Share of rows whose label is among the first ten. */
  TOP_K_ACCURACY,
  /** Mean reciprocal rank within the first ten. */
  MRR_AT_K,
  /** Normalized discounted cumulative gain within the first ten. */
  NDCG_AT_K;

  /** The k of the metrics "at k". */
  static final int K = 10;

  /** Returns the metrics of an evaluation by name; the loss is missing where no label is known. */
  static SortedMap<String, Double> all(Evaluation evaluation) {
    SortedMap<String, Double> all = new TreeMap<>();
    all.put("accuracy", evaluation.accuracy());
    all.put("top_k_accuracy", evaluation.topKAccuracy());
    all.put("mrr_at_k", evaluation.mrrAtK());
    all.put("ndcg_at_k", evaluation.ndcgAtK());
    if (evaluation.loss() != null) {
      all.put("loss", evaluation.loss());
    }
    return all;
  }

  /** Returns a number that is greater the better, NaN where the metric is missing. */
  double goodness(Map<String, ?> metrics) {
    Object value = metrics.get(name().toLowerCase(Locale.ROOT));
    double number = value instanceof Number found ? found.doubleValue() : Double.NaN;
    return this == LOSS ? -number : number;
  }
}
