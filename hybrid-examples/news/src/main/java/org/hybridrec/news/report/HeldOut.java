package org.hybridrec.news.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hybridrec.core.evaluation.Arm;
import org.hybridrec.core.evaluation.Comparison;
import org.hybridrec.core.evaluation.Difference;
import org.hybridrec.core.evaluation.Evaluation;
import org.hybridrec.core.evaluation.Metric;
import org.hybridrec.core.evaluation.RankingReport;
import org.hybridrec.core.evaluation.Stratum;
import org.jspecify.annotations.Nullable;

/**
 * What was measured on held-out rows, and how the report shows it.
 *
 * @param comparison the model, and the baselines where there are any
 * @param served what stood in the model's lists
 * @param titles titles of contents by id; those of others are not known
 * @param visitor the field of visitors, null where each row counted as one
 * @param problems what must not be trusted
 */
record HeldOut(
    Comparison comparison,
    ServedContents served,
    Map<String, String> titles,
    @Nullable String visitor,
    List<String> problems) {

  private static final int MOST_TITLE_CHARS = 80;

  private static final List<Metric> METRICS =
      List.of(Metric.ACCURACY, Metric.HIT_RATE, Metric.MRR, Metric.NDCG, Metric.LOSS);

  private RankingReport model() {
    return comparison.arm(HeldOutRows.MODEL).runs().get(0);
  }

  private int k() {
    return model().evaluation().k();
  }

  void write(Html html) {
    html.element("h2", "On held-out rows");
    Evaluation evaluation = model().evaluation();
    html.element(
        "p",
        "%s rows, %s of them with a label that the model does not know: misses. Intervals of 95 %%, by a bootstrap over %s."
            .formatted(
                Figures.count(evaluation.rows()),
                Figures.count(evaluation.unknownLabels()),
                visitor == null
                    ? "rows; name the field of visitors (--visitor), or they may be too narrow"
                    : "visitors (" + Html.shortened(visitor) + ")"));
    problems.forEach(problem -> html.element("p", problem, "class", "flag"));
    html.open("div", "class", "charts");
    IntervalChart.draw(html, comparison, Metric.NDCG, Metric.NDCG.title(k()));
    IntervalChart.draw(html, comparison, Metric.LOSS, Metric.LOSS.title(k()));
    html.close();
    arms(html);
    differences(html);
    shape(html);
    strata(html);
    contents(html);
  }

  private void arms(Html html) {
    List<String> header = new ArrayList<>(List.of(""));
    METRICS.forEach(metric -> header.add(metric.title(k())));
    List<List<String>> lines = new ArrayList<>();
    for (Arm arm : comparison.arms()) {
      List<String> line = new ArrayList<>(List.of(arm.name()));
      METRICS.forEach(
          metric ->
              line.add(Figures.digits(arm.mean(metric), comparison.interval(arm.name(), metric))));
      lines.add(line);
    }
    html.table("arms", header, lines);
  }

  private void differences(Html html) {
    List<List<String>> lines = new ArrayList<>();
    for (Difference difference : comparison.differences()) {
      lines.add(
          List.of(
              difference.contrast().arm() + " − " + difference.contrast().against(),
              difference.contrast().metric().title(k()),
              Figures.digits(difference.value(), difference.interval()),
              difference.verdict()));
    }
    if (!lines.isEmpty()) {
      html.table("differences", List.of("difference", "metric", "value", "verdict"), lines);
    }
  }

  private void shape(Html html) {
    RankingReport report = model();
    html.element("h3", "Calibration and lists");
    html.open("div", "class", "charts");
    CalibrationChart.draw(html, report.calibration());
    html.facts(
        List.of(
            List.of("calibration error", Figures.digits(report.calibration().error())),
            List.of("median rank", Figures.digits(report.medianRank())),
            List.of("mean rank", Figures.digits(report.evaluation().meanRank())),
            List.of("coverage of lists", Figures.percent(report.coverage())),
            List.of("Gini of lists", Figures.digits(report.gini()))));
    html.close();
  }

  private void strata(Html html) {
    List<List<String>> lines = new ArrayList<>();
    for (Stratum stratum : model().strata()) {
      Evaluation part = stratum.evaluation();
      lines.add(
          List.of(
              stratum.by(),
              stratum.range(),
              Figures.count(part.rows()),
              Figures.digits(part.accuracy()),
              Figures.digits(part.topKAccuracy()),
              Figures.digits(part.mrrAtK()),
              Figures.digits(part.ndcgAtK()),
              Figures.digits(part.loss())));
    }
    if (!lines.isEmpty()) {
      html.element("h3", "Parts of the rows");
      html.table(
          "parts of the rows",
          List.of(
              "by",
              "range",
              "rows",
              "accuracy",
              "hit@" + k(),
              "MRR@" + k(),
              "NDCG@" + k(),
              "log loss"),
          lines);
    }
  }

  private void contents(Html html) {
    html.element("h3", "Most and least served contents");
    html.element(
        "p",
        "Of %s contents %s stand in no list of %d."
            .formatted(
                Figures.count(served.itemCount()), Figures.count(served.neverServed()), k()));
    html.open("div", "class", "pair");
    html.open("div");
    contents(html, "most served", served.most());
    html.close().open("div");
    contents(html, "least served", served.least());
    html.close().close();
  }

  private void contents(Html html, String name, List<ServedContents.Content> contents) {
    List<List<String>> lines = new ArrayList<>();
    for (ServedContents.Content content : contents) {
      lines.add(
          List.of(
              named(content.id()),
              Figures.count(content.served()),
              Figures.count(content.wanted())));
    }
    html.table(name, List.of(name, "in lists", "came next"), lines);
  }

  /** The title stands on a line of its own. */
  private String named(String id) {
    String title = titles.get(id);
    return title == null ? id : Html.shortened(title, MOST_TITLE_CHARS) + "\n" + id;
  }
}
