package org.hybridrec.core.evaluation;

/**
 * Sums of all metrics for each group of visitors, as the bootstrap needs them. All rows of a
 * visitor are in one group, chosen by the fingerprint of the visitor's id; so memory does not grow
 * with the rows, and two evaluations of the same rows have the same groups.
 */
final class GroupSums {

  /** Few enough for fast resampling; the error of an interval's width from it is about 1 %. */
  static final int GROUPS = 8_192;

  private static final Metric[] METRICS = Metric.values();
  private static final int COUNTS = Metric.Over.values().length;

  /** How many numbers a group has: first the counts of rows, then the sums. */
  static final int WIDTH = COUNTS + METRICS.length;

  private final double[] sums = new double[GROUPS * WIDTH];

  /** The group of a fingerprint, mixed so that it is independent of splits by the same one. */
  static int group(long fingerprint) {
    return (int) (SplitMix64.mix(fingerprint) >>> (Long.SIZE - 13));
  }

  void count(int group, Metric.Over over) {
    sums[group * WIDTH + over.place()]++;
  }

  void add(int group, Metric metric, double value) {
    sums[group * WIDTH + place(metric)] += value;
  }

  double get(int group, int place) {
    return sums[group * WIDTH + place];
  }

  static int place(Metric metric) {
    return COUNTS + metric.place();
  }

  /** The metric of some sums, NaN where no row counts. */
  static double mean(double[] sums, int offset, Metric metric) {
    double rows = sums[offset + metric.over().place()];
    return rows > 0 ? sums[offset + place(metric)] / rows : Double.NaN;
  }

  /** The metric over all groups, NaN where no row counts. */
  double mean(Metric metric) {
    double[] all = new double[WIDTH];
    for (int group = 0; group < GROUPS; group++) {
      for (int place = 0; place < WIDTH; place++) {
        all[place] += get(group, place);
      }
    }
    return mean(all, 0, metric);
  }

  boolean isEmpty(int group) {
    return get(group, Metric.Over.ROWS.place()) == 0;
  }
}
