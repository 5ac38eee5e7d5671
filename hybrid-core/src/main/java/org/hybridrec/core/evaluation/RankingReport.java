package org.hybridrec.core.evaluation;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an {@link Evaluator} found. Immutable and thread-safe.
 *
 * <p>It keeps the sums of each group of visitors, about half a megabyte, so that intervals can be
 * computed, and a {@link Comparison} can pair it with others.
 */
public final class RankingReport {

  private final Evaluation evaluation;
  private final long seenLabels;
  private final @Nullable Double medianRank;
  private final Calibration calibration;
  private final double coverage;
  private final double gini;
  private final List<Stratum> strata;
  private final GroupSums groups;

  RankingReport(
      Evaluation evaluation,
      long seenLabels,
      @Nullable Double medianRank,
      Calibration calibration,
      double coverage,
      double gini,
      List<Stratum> strata,
      GroupSums groups) {
    this.evaluation = evaluation;
    this.seenLabels = seenLabels;
    this.medianRank = medianRank;
    this.calibration = calibration;
    this.coverage = coverage;
    this.gini = gini;
    this.strata = List.copyOf(strata);
    this.groups = groups;
  }

  /** Returns the metrics over all rows. */
  public Evaluation evaluation() {
    return evaluation;
  }

  /**
   * Returns the rows whose label was not ranked because the visitor had seen it, misses all; they
   * are among {@link Evaluation#unknownLabels}. Always 0 without {@link Evaluator#withoutSeen}.
   */
  public long seenLabels() {
    return seenLabels;
  }

  /** Returns the median rank of the labels that were ranked, null where there was none. */
  public @Nullable Double medianRank() {
    return medianRank;
  }

  /** Returns how confidence and accuracy fit. */
  public Calibration calibration() {
    return calibration;
  }

  /** Returns the share of items that stand in a list of k at least once. */
  public double coverage() {
    return coverage;
  }

  /**
   * Returns Gini's coefficient of how often items stand in lists of k: 0 where all do equally
   * often, near 1 where few fill all lists.
   */
  public double gini() {
    return gini;
  }

  /** Returns the evaluation of parts of the rows; parts without rows are left out. */
  public List<Stratum> strata() {
    return strata;
  }

  /** Returns a metric, NaN where no row counts for it. */
  public double value(Metric metric) {
    return groups.mean(metric);
  }

  /**
   * Returns 95 % intervals of the visitor-clustered bootstrap, 10,000 resamples with a fixed seed;
   * none for a metric without a value, or where all rows are of one visitor. Computed anew each
   * time.
   */
  public Map<Metric, Interval> intervals() {
    Bootstrap bootstrap = new Bootstrap(List.of(groups), Bootstrap.RESAMPLES, Bootstrap.SEED);
    Map<Metric, Interval> intervals = new EnumMap<>(Metric.class);
    for (Metric metric : Metric.values()) {
      Interval interval =
          bootstrap.hasIntervals() ? Interval.of(bootstrap.sample(0, metric)) : null;
      if (interval != null) {
        intervals.put(metric, interval);
      }
    }
    return intervals;
  }

  GroupSums groups() {
    return groups;
  }

  /** Returns the report as tables for a terminal, in lines of at most 100 characters. */
  public String toText() {
    return metrics().toText()
        + "\n"
        + shape().toText()
        + (strata.isEmpty() ? "" : "\n" + parts().toText());
  }

  /** Returns the report as tables in Markdown. */
  public String toMarkdown() {
    return metrics().toMarkdown()
        + "\n"
        + shape().toMarkdown()
        + (strata.isEmpty() ? "" : "\n" + parts().toMarkdown());
  }

  /**
   * Returns the report as one line of JSON: first what {@link Evaluation#toJson} has, digit by
   * digit, then {@code k}, {@code unknown_labels}, {@code seen_labels}, {@code metrics} (by {@link
   * Metric#key}: {@code value}, {@code low}, {@code high}), {@code median_rank}, {@code coverage},
   * {@code gini}, {@code calibration_error}, {@code calibration}, {@code strata}. What does not
   * exist is {@code null}.
   */
  public String toJson() {
    return JsonText.of(this::write);
  }

  void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    evaluation.write(json);
    json.writeNumberField("k", evaluation.k());
    json.writeNumberField("unknown_labels", evaluation.unknownLabels());
    json.writeNumberField("seen_labels", seenLabels);
    json.writeObjectFieldStart("metrics");
    Map<Metric, Interval> intervals = intervals();
    for (Metric metric : Metric.values()) {
      json.writeObjectFieldStart(metric.key());
      JsonText.number(json, "value", value(metric));
      JsonText.interval(json, intervals.get(metric));
      json.writeEndObject();
    }
    json.writeEndObject();
    JsonText.number(json, "median_rank", medianRank == null ? Double.NaN : medianRank);
    json.writeNumberField("coverage", coverage);
    json.writeNumberField("gini", gini);
    writeCalibration(json);
    writeStrata(json);
    json.writeEndObject();
  }

  private void writeCalibration(JsonGenerator json) throws IOException {
    json.writeNumberField("calibration_error", calibration.error());
    json.writeArrayFieldStart("calibration");
    for (Calibration.Bin bin : calibration.bins()) {
      json.writeStartObject();
      json.writeNumberField("rows", bin.rows());
      json.writeNumberField("confidence", bin.confidence());
      json.writeNumberField("accuracy", bin.accuracy());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void writeStrata(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("strata");
    for (Stratum stratum : strata) {
      json.writeStartObject();
      json.writeStringField("by", stratum.by());
      json.writeStringField("range", stratum.range());
      json.writeFieldName("evaluation");
      json.writeRawValue(stratum.evaluation().toJson());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private ReportTable metrics() {
    Map<Metric, Interval> intervals = intervals();
    ReportTable table = new ReportTable("metric", "value", "95 % interval");
    for (Metric metric : Metric.values()) {
      table.add(
          metric.title(evaluation.k()),
          ReportTable.digits(value(metric)),
          ReportTable.digits(intervals.get(metric)));
    }
    return table;
  }

  private ReportTable shape() {
    ReportTable table = new ReportTable("rows and lists", "value");
    table.add("rows", ReportTable.count(evaluation.rows()));
    table.add("unknown labels", ReportTable.count(evaluation.unknownLabels() - seenLabels));
    table.add("labels seen before", ReportTable.count(seenLabels));
    table.add("median rank", ReportTable.digits(medianRank == null ? Double.NaN : medianRank));
    table.add("calibration error", ReportTable.digits(calibration.error()));
    table.add("coverage", ReportTable.digits(coverage));
    table.add("Gini", ReportTable.digits(gini));
    return table;
  }

  private ReportTable parts() {
    int k = evaluation.k();
    ReportTable table =
        new ReportTable(
            "by", "range", "rows", "accuracy", "hit@" + k, "MRR@" + k, "NDCG@" + k, "log loss");
    for (Stratum stratum : strata) {
      Evaluation part = stratum.evaluation();
      Double loss = part.loss();
      table.add(
          stratum.by(),
          stratum.range(),
          ReportTable.count(part.rows()),
          ReportTable.digits(part.accuracy()),
          ReportTable.digits(part.topKAccuracy()),
          ReportTable.digits(part.mrrAtK()),
          ReportTable.digits(part.ndcgAtK()),
          ReportTable.digits(loss == null ? Double.NaN : loss));
    }
    return table;
  }
}
