package org.hybridrec.news;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hybridrec.core.evaluation.Arm;
import org.hybridrec.core.evaluation.Comparison;
import org.hybridrec.core.evaluation.Interval;
import org.hybridrec.core.evaluation.Metric;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.CategorySeries.CategorySeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws the arms of a comparison beside each other: a dot for the mean, a bar for the interval. */
final class ArmsPlot {

  private static final Color COLOR = new Color(0x1F, 0x4E, 0x79);

  private ArmsPlot() {}

  /** Writes a PNG with one panel a metric: NDCG above, log loss below. */
  static void write(Comparison comparison, Path file) throws IOException {
    List<CategoryChart> panels =
        List.of(
            panel(comparison, Metric.NDCG, "more is better"),
            panel(comparison, Metric.LOSS, "less is better"));
    BitmapEncoder.saveBitmap(panels, 2, 1, file.toString(), BitmapFormat.PNG);
  }

  private static CategoryChart panel(Comparison comparison, Metric metric, String better) {
    int k = comparison.arms().get(0).runs().get(0).evaluation().k();
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(900)
            .height(400)
            .title(metric.title(k) + " with 95 % intervals, " + better)
            .build();
    chart.getStyler().setDefaultSeriesRenderStyle(CategorySeriesRenderStyle.Scatter);
    chart.getStyler().setOverlapped(true);
    chart.getStyler().setErrorBarsColor(COLOR);
    chart.getStyler().setLegendVisible(false);
    chart.getStyler().setXAxisLabelRotation(20);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    draw(chart, comparison, metric);
    return chart;
  }

  /** Bars have an equal length on both sides of their middle, which need not be the mean. */
  private static void draw(CategoryChart chart, Comparison comparison, Metric metric) {
    List<String> names = new ArrayList<>();
    List<Double> means = new ArrayList<>();
    List<Double> middles = new ArrayList<>();
    List<Double> halves = new ArrayList<>();
    double lowest = Double.POSITIVE_INFINITY;
    double highest = Double.NEGATIVE_INFINITY;
    for (Arm arm : comparison.arms()) {
      double mean = arm.mean(metric);
      if (!Double.isNaN(mean)) {
        Interval interval = comparison.interval(arm.name(), metric);
        double low = interval == null ? mean : interval.low();
        double high = interval == null ? mean : interval.high();
        names.add(arm.name());
        means.add(mean);
        middles.add((low + high) / 2);
        halves.add((high - low) / 2);
        lowest = Math.min(lowest, low);
        highest = Math.max(highest, high);
      }
    }
    if (names.isEmpty()) {
      return;
    }
    double margin = highest > lowest ? 0.05 * (highest - lowest) : 1;
    chart.getStyler().setYAxisMin(lowest - margin);
    chart.getStyler().setYAxisMax(highest + margin);
    CategorySeries bars = chart.addSeries("interval", names, middles, halves);
    bars.setMarker(SeriesMarkers.NONE).setLineColor(COLOR);
    CategorySeries dots = chart.addSeries("mean", names, means);
    dots.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(COLOR);
  }
}
