package org.hybridrec.news.report;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.hybridrec.news.report.Journal.RollBack;

/** Curves along the steps of a training, as SVG; the colours are the style sheet's. */
final class LineChart {

  static final int WIDTH = 420;
  static final int HEIGHT = 240;
  static final int LEFT = 58;
  static final int RIGHT = 26;
  static final int TOP = 12;
  static final int BOTTOM = 42;

  private static final int MOST_DOTS = 40;

  private LineChart() {}

  /**
   * Draws the curves that have points, where there are any, with their names below the title, and a
   * line at each step that the training went back to.
   */
  static void draw(Html html, String title, List<Curve> curves, List<RollBack> rollBacks) {
    List<Curve> drawn =
        curves.stream().filter(curve -> !curve.points().isEmpty()).map(Curve::thinned).toList();
    if (drawn.isEmpty()) {
      return;
    }
    html.open("figure").open("figcaption").element("b", title);
    if (drawn.size() > 1) {
      for (int i = 0; i < drawn.size(); i++) {
        html.element("span", drawn.get(i).name(), "class", "key s" + (i + 1));
      }
    }
    if (!rollBacks.isEmpty()) {
      html.element("span", "rolled back to", "class", "key back");
    }
    html.close();
    open(html, title + " by step");
    Axis x = axis(drawn, Curve.Point::step, 0, LEFT, WIDTH - RIGHT);
    Axis y = axis(drawn, Curve.Point::value, 0.04, HEIGHT - BOTTOM, TOP);
    frame(html, x, y, "step");
    for (RollBack one : rollBacks) {
      double at = x.at(Math.max(x.low(), Math.min(x.high(), (double) one.step())));
      line(html, "back", at, y.from(), at, y.to());
    }
    for (int i = 0; i < drawn.size(); i++) {
      curve(html, drawn.get(i), x, y, "s" + (i + 1));
    }
    html.close().close();
  }

  static void open(Html html, String label) {
    html.open("svg", "viewBox", "0 0 " + WIDTH + " " + HEIGHT, "role", "img", "aria-label", label);
  }

  private static Axis axis(
      List<Curve> curves,
      ToDoubleFunction<Curve.Point> number,
      double margin,
      double from,
      double to) {
    double[] all =
        curves.stream()
            .flatMap(curve -> curve.points().stream())
            .mapToDouble(number)
            .sorted()
            .toArray();
    double room = margin * (all[all.length - 1] - all[0]);
    return Axis.covering(all[0] - room, all[all.length - 1] + room, from, to);
  }

  /** Lines and numbers at the ticks of both axes. */
  static void frame(Html html, Axis x, Axis y, String xTitle) {
    for (double tick : y.ticks()) {
      line(html, "grid", x.from(), y.at(tick), x.to(), y.at(tick));
      label(html, y.label(tick), x.from() - 6, y.at(tick) + 4, "end");
    }
    for (double tick : x.ticks()) {
      line(html, "grid", x.at(tick), y.from(), x.at(tick), y.from() + 4);
      label(html, x.label(tick), x.at(tick), y.from() + 17, "middle");
    }
    line(html, "axis", x.from(), y.from(), x.to(), y.from());
    label(html, xTitle, (x.from() + x.to()) / 2, y.from() + 34, "middle");
  }

  static void line(Html html, String kind, double x1, double y1, double x2, double y2) {
    html.empty(
        "line", "class", kind, "x1", place(x1), "y1", place(y1), "x2", place(x2), "y2", place(y2));
  }

  static void label(Html html, String text, double x, double y, String anchor) {
    html.element("text", text, "x", place(x), "y", place(y), "text-anchor", anchor);
  }

  /** A dot that says what it stands for to a pointer that rests on it. */
  static void dot(Html html, String kind, double x, double y, String says) {
    html.open("circle", "class", kind, "cx", place(x), "cy", place(y), "r", "3")
        .element("title", says)
        .close();
  }

  private static void curve(Html html, Curve curve, Axis x, Axis y, String kind) {
    StringBuilder path = new StringBuilder();
    for (Curve.Point point : curve.points()) {
      path.append(path.length() == 0 ? "" : " ")
          .append(place(x.at(point.step())))
          .append(',')
          .append(place(y.at(point.value())));
    }
    html.empty("polyline", "class", "line " + kind, "points", path.toString());
    if (curve.points().size() <= MOST_DOTS) {
      for (Curve.Point point : curve.points()) {
        String says =
            "%s at step %s: %s"
                .formatted(
                    curve.name(),
                    Figures.count((long) point.step()),
                    Figures.digits(point.value()));
        dot(html, "dot " + kind, x.at(point.step()), y.at(point.value()), says);
      }
    }
  }

  static String place(double number) {
    return String.format(Locale.ROOT, "%.1f", number);
  }
}
