package org.hybridrec.core.evaluation;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What an evaluation found. Immutable. Every row counts in the four metrics, rows with a label
 * unknown to the model as misses. The rank of a label is 1 + (classes with a higher score) + (other
 * classes with the same score) / 2, so that equal scores share their mean rank and a constant model
 * gains nothing.
 *
 * @param rows the rows evaluated, at least 1
 * @param k the length of list that the metrics "at k" look at, at least 1
 * @param accuracy the share of rows whose label has rank 1, alone
 * @param topKAccuracy the share of rows whose label has a rank of at most k (also hit rate at k)
 * @param mrrAtK the mean of 1 / rank, or 0 where the rank is above k; with one relevant class a row
 *     the same as MAP at k
 * @param ndcgAtK the mean of 1 / log2(1 + rank), or 0 where the rank is above k
 * @param meanRank the mean rank of the labels known to the model, or null if there was none
 * @param loss the mean cross-entropy (natural logarithm) of the labels known to the model, or null
 *     if there was none
 * @param unknownLabels the rows whose label the model does not know
 */
public record Evaluation(
    long rows,
    int k,
    double accuracy,
    double topKAccuracy,
    double mrrAtK,
    double ndcgAtK,
    @Nullable Double meanRank,
    @Nullable Double loss,
    long unknownLabels) {

  /**
   * Returns the evaluation as one line of JSON with the keys {@code rows}, {@code accuracy}, {@code
   * top_k_accuracy}, {@code mrr_at_k}, {@code ndcg_at_k} and {@code loss} in that order. Numbers
   * are written in the shortest form that reads back as the same double; a loss that does not exist
   * is {@code null}.
   */
  public String toJson() {
    return JsonText.of(
        json -> {
          json.writeStartObject();
          write(json);
          json.writeEndObject();
        });
  }

  /** Writes the keys of {@link #toJson} into an object. */
  void write(JsonGenerator json) throws IOException {
    json.writeNumberField("rows", rows);
    json.writeNumberField("accuracy", accuracy);
    json.writeNumberField("top_k_accuracy", topKAccuracy);
    json.writeNumberField("mrr_at_k", mrrAtK);
    json.writeNumberField("ndcg_at_k", ndcgAtK);
    JsonText.number(json, "loss", loss == null ? Double.NaN : loss);
  }
}
