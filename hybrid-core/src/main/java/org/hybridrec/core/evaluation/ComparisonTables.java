package org.hybridrec.core.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** A comparison as tables: figures, lists, parts of the rows, answers. */
final class ComparisonTables {

  private static final List<Metric> SHOWN =
      List.of(Metric.ACCURACY, Metric.HIT_RATE, Metric.MRR, Metric.NDCG, Metric.LOSS);

  private final Comparison comparison;

  ComparisonTables(Comparison comparison) {
    this.comparison = comparison;
  }

  List<ReportTable> all() {
    List<ReportTable> tables = new ArrayList<>(List.of(figures(), lists()));
    if (!comparison.arms().get(0).runs().get(0).strata().isEmpty()) {
      tables.add(parts(Metric.NDCG.title(k()), Evaluation::ndcgAtK));
      tables.add(parts(Metric.LOSS.title(k()), Evaluation::loss));
    }
    if (!comparison.differences().isEmpty()) {
      tables.add(answers());
    }
    return tables;
  }

  private int k() {
    return comparison.arms().get(0).runs().get(0).evaluation().k();
  }

  private ReportTable figures() {
    List<String> headings = new ArrayList<>(List.of("arm", "runs"));
    SHOWN.forEach(metric -> headings.add(metric.title(k())));
    ReportTable table = new ReportTable(headings.toArray(String[]::new));
    for (Arm arm : comparison.arms()) {
      List<String> line = new ArrayList<>(List.of(arm.name(), "" + arm.runs().size()));
      for (Metric metric : SHOWN) {
        line.add(figure(arm, metric));
      }
      table.add(line.toArray(String[]::new));
    }
    return table;
  }

  private String figure(Arm arm, Metric metric) {
    String spread = arm.runs().size() < 2 ? "" : " ± " + ReportTable.digits(arm.deviation(metric));
    return ReportTable.digits(arm.mean(metric))
        + spread
        + " "
        + ReportTable.digits(comparison.interval(arm.name(), metric));
  }

  private ReportTable lists() {
    ReportTable table =
        new ReportTable(
            "arm",
            "mean rank",
            "median rank",
            "calibration error",
            "coverage",
            "Gini",
            Metric.NOVELTY.title(k()));
    for (Arm arm : comparison.arms()) {
      table.add(
          arm.name(),
          ReportTable.digits(arm.mean(Metric.MEAN_RANK)),
          ReportTable.digits(
              mean(arm, run -> run.medianRank() == null ? Double.NaN : run.medianRank())),
          ReportTable.digits(mean(arm, run -> run.calibration().error())),
          ReportTable.digits(mean(arm, RankingReport::coverage)),
          ReportTable.digits(mean(arm, RankingReport::gini)),
          ReportTable.digits(arm.mean(Metric.NOVELTY)));
    }
    return table;
  }

  private static double mean(Arm arm, ToDoubleFunction<RankingReport> figure) {
    return arm.runs().stream().mapToDouble(figure).sum() / arm.runs().size();
  }

  /** One line a stratum, one column an arm. */
  private ReportTable parts(String metric, Function<Evaluation, @Nullable Double> figure) {
    List<String> headings = new ArrayList<>(List.of(metric, "range", "rows"));
    comparison.arms().forEach(arm -> headings.add(arm.name()));
    ReportTable table = new ReportTable(headings.toArray(String[]::new));
    List<Stratum> strata = comparison.arms().get(0).runs().get(0).strata();
    for (int i = 0; i < strata.size(); i++) {
      Stratum stratum = strata.get(i);
      List<String> line =
          new ArrayList<>(
              List.of(
                  stratum.by(), stratum.range(), ReportTable.count(stratum.evaluation().rows())));
      for (Arm arm : comparison.arms()) {
        int place = i;
        line.add(
            ReportTable.digits(
                mean(
                    arm,
                    run -> {
                      Double value = figure.apply(run.strata().get(place).evaluation());
                      return value == null ? Double.NaN : value;
                    })));
      }
      table.add(line.toArray(String[]::new));
    }
    return table;
  }

  private ReportTable answers() {
    ReportTable table =
        new ReportTable(
            "question", "metric", "difference", "95 % interval", "p (Holm)", "runs", "verdict");
    for (Difference difference : comparison.differences()) {
      table.add(
          difference.contrast().arm() + " − " + difference.contrast().against(),
          difference.contrast().metric().title(k()),
          String.format(Locale.ROOT, "%+.4f", difference.value()),
          ReportTable.digits(difference.interval()),
          ReportTable.digits(difference.adjustedP()),
          difference.runsBetter() + " of " + difference.runs(),
          difference.verdict());
    }
    return table;
  }
}
