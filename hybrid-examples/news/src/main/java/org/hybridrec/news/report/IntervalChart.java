package org.hybridrec.news.report;

import java.util.ArrayList;
import java.util.List;
import org.hybridrec.core.evaluation.Arm;
import org.hybridrec.core.evaluation.Comparison;
import org.hybridrec.core.evaluation.Interval;
import org.hybridrec.core.evaluation.Metric;
import org.jspecify.annotations.Nullable;

/** Arms below each other: a dot for the figure, a bar for its interval. */
final class IntervalChart {

  private static final int LINE = 36;
  private static final int LEFT = 104;

  private IntervalChart() {}

  static void draw(Html html, Comparison comparison, Metric metric, String title) {
    List<Arm> arms =
        comparison.arms().stream().filter(arm -> !Double.isNaN(arm.mean(metric))).toList();
    if (arms.isEmpty()) {
      return;
    }
    html.open("figure").open("figcaption").element("b", title);
    html.element("span", metric.higherIsBetter() ? "more is better" : "less is better").close();
    int bottom = LineChart.TOP + arms.size() * LINE;
    html.open(
        "svg",
        "viewBox",
        "0 0 " + LineChart.WIDTH + " " + (bottom + LineChart.BOTTOM),
        "role",
        "img",
        "aria-label",
        title + " by arm");
    Axis x = axis(comparison, arms, metric);
    for (double tick : x.ticks()) {
      LineChart.line(html, "grid", x.at(tick), LineChart.TOP, x.at(tick), bottom);
      LineChart.label(html, x.label(tick), x.at(tick), bottom + 17, "middle");
    }
    for (int i = 0; i < arms.size(); i++) {
      double y = LineChart.TOP + (i + 0.5) * LINE;
      arm(html, arms.get(i), comparison.interval(arms.get(i).name(), metric), metric, x, y);
    }
    html.close().close();
  }

  private static Axis axis(Comparison comparison, List<Arm> arms, Metric metric) {
    List<Double> all = new ArrayList<>();
    for (Arm arm : arms) {
      Interval interval = comparison.interval(arm.name(), metric);
      all.add(arm.mean(metric));
      if (interval != null) {
        all.add(interval.low());
        all.add(interval.high());
      }
    }
    double[] sorted = all.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    double margin = 0.04 * (sorted[sorted.length - 1] - sorted[0]);
    return Axis.covering(
        sorted[0] - margin,
        sorted[sorted.length - 1] + margin,
        LEFT,
        LineChart.WIDTH - (double) LineChart.RIGHT);
  }

  private static void arm(
      Html html, Arm arm, @Nullable Interval interval, Metric metric, Axis x, double y) {
    double mean = arm.mean(metric);
    LineChart.label(html, arm.name(), LEFT - 10.0, y + 4, "end");
    if (interval != null) {
      LineChart.line(html, "bar s1", x.at(interval.low()), y, x.at(interval.high()), y);
    }
    LineChart.dot(
        html, "dot s1", x.at(mean), y, arm.name() + ": " + Figures.digits(mean, interval));
  }
}
