package org.hybridrec.news.report;

import org.hybridrec.core.evaluation.Calibration;

/** How often first recommendations come true, by how probable the model says they are. */
final class CalibrationChart {

  private CalibrationChart() {}

  static void draw(Html html, Calibration calibration) {
    double most =
        calibration.bins().stream()
            .mapToDouble(bin -> Math.max(bin.confidence(), bin.accuracy()))
            .max()
            .orElse(0);
    if (!(most > 0)) {
      return;
    }
    html.open("figure").open("figcaption").element("b", "calibration");
    html.element("span", "came true", "class", "key s1");
    html.element("span", "as the model says", "class", "key quiet").close();
    LineChart.open(html, "share of first recommendations that came true, by their probability");
    Axis x = Axis.covering(0, most, LineChart.LEFT, LineChart.WIDTH - (double) LineChart.RIGHT);
    Axis y = Axis.covering(0, most, LineChart.HEIGHT - (double) LineChart.BOTTOM, LineChart.TOP);
    LineChart.frame(html, x, y, "mean probability of the first recommendation");
    LineChart.line(html, "line quiet", x.at(0), y.at(0), x.at(most), y.at(most));
    for (Calibration.Bin bin : calibration.bins()) {
      String says =
          "%s rows: said %s, came true in %s"
              .formatted(
                  Figures.count(bin.rows()),
                  Figures.percent(bin.confidence()),
                  Figures.percent(bin.accuracy()));
      LineChart.dot(html, "dot s1", x.at(bin.confidence()), y.at(bin.accuracy()), says);
    }
    html.close().close();
  }
}
