package org.hybridrec.news.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Numbers along the steps of a training.
 *
 * @param name what they are
 * @param points in the order of the steps
 */
record Curve(String name, List<Point> points) {

  private static final int MOST_POINTS = 300;

  /**
   * A number at a step.
   *
   * @param step the step
   * @param value the number
   */
  record Point(double step, double value) {}

  Curve {
    points = List.copyOf(points);
  }

  /** A long curve as means of neighbours, so that the file stays small. */
  Curve thinned() {
    if (points.size() <= MOST_POINTS) {
      return this;
    }
    List<Point> means = new ArrayList<>();
    int each = (points.size() + MOST_POINTS - 1) / MOST_POINTS;
    for (int i = 0; i < points.size(); i += each) {
      List<Point> some = points.subList(i, Math.min(i + each, points.size()));
      means.add(
          new Point(
              some.get(some.size() - 1).step(),
              some.stream().mapToDouble(Point::value).average().orElseThrow()));
    }
    return new Curve(name, means);
  }
}
