package org.hybridrec.news;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.hybridrec.core.evaluation.Arm;
import org.hybridrec.core.evaluation.Comparison;
import org.hybridrec.core.evaluation.Interval;
import org.hybridrec.core.evaluation.Metric;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws the arms of a comparison beside each other: a dot for the mean, a bar for the interval. */
final class ArmsPlot {

  private static final Color COLOR = new Color(0x1F, 0x4E, 0x79);

  private ArmsPlot() {}

  /** Writes a PNG with one panel a metric: NDCG above, log loss below. */
  static void write(Comparison comparison, Path file) throws IOException {
    List<XYChart> panels =
        List.of(
            panel(comparison, Metric.NDCG, "more is better"),
            panel(comparison, Metric.LOSS, "less is better"));
    BitmapEncoder.saveBitmap(panels, 2, 1, file.toString(), BitmapFormat.PNG);
  }

  private static XYChart panel(Comparison comparison, Metric metric, String better) {
    List<Arm> arms = comparison.arms();
    int k = arms.get(0).runs().get(0).evaluation().k();
    XYChart chart =
        new XYChartBuilder()
            .width(900)
            .height(360)
            .title(metric.title(k) + " with 95 % intervals, " + better)
            .build();
    chart.getStyler().setLegendVisible(false);
    chart.getStyler().setXAxisMin(0.0);
    chart.getStyler().setXAxisMax(arms.size() + 1.0);
    chart.getStyler().setXAxisTickMarkSpacingHint(30);
    chart.getStyler().setPlotGridVerticalLinesVisible(false);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.setCustomXAxisTickLabelsFormatter(place -> name(arms, place));
    for (int i = 0; i < arms.size(); i++) {
      draw(chart, arms.get(i), comparison.interval(arms.get(i).name(), metric), metric, i + 1.0);
    }
    return chart;
  }

  private static String name(List<Arm> arms, double place) {
    int index = (int) Math.rint(place) - 1;
    boolean isArm = Math.abs(place - Math.rint(place)) < 1e-6 && index >= 0 && index < arms.size();
    return isArm ? arms.get(index).name() : "";
  }

  private static void draw(
      XYChart chart, Arm arm, @Nullable Interval interval, Metric metric, double place) {
    double mean = arm.mean(metric);
    if (Double.isNaN(mean)) {
      return;
    }
    if (interval != null) {
      XYSeries bar =
          chart.addSeries(
              arm.name() + " interval",
              new double[] {place, place},
              new double[] {interval.low(), interval.high()});
      bar.setMarker(SeriesMarkers.NONE).setLineColor(COLOR).setLineWidth(3);
    }
    XYSeries dot = chart.addSeries(arm.name(), new double[] {place}, new double[] {mean});
    dot.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(COLOR).setLineColor(COLOR);
  }
}
