package org.hybridrec.core.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The visitor-clustered bootstrap: what the metrics would have been with other visitors. Groups of
 * visitors are drawn with replacement, as many as there are, and all evaluations see the same draw,
 * which makes differences between them paired. B. Efron, R. Tibshirani, An Introduction to the
 * Bootstrap, 1993, chapters 6, 8 and 13.
 */
final class Bootstrap {

  static final int RESAMPLES = 10_000;
  static final long SEED = 42;

  private static final Metric[] METRICS = Metric.values();

  private final int evaluations;
  private final double[][] groups;
  private final double[][][] samples;

  /** Resamples; all evaluations must be of the same rows. */
  Bootstrap(List<GroupSums> evaluations, int resamples, long seed) {
    this.evaluations = evaluations.size();
    this.groups = groups(evaluations);
    this.samples = new double[this.evaluations][METRICS.length][resamples];
    SplitMix64 random = new SplitMix64(seed);
    int[] drawn = new int[groups.length];
    double[] sums = new double[this.evaluations * GroupSums.WIDTH];
    for (int resample = 0; resample < resamples; resample++) {
      Arrays.fill(drawn, 0);
      for (int i = 0; i < drawn.length; i++) {
        drawn[random.below(drawn.length)]++;
      }
      add(drawn, sums);
      for (int evaluation = 0; evaluation < this.evaluations; evaluation++) {
        for (Metric metric : METRICS) {
          samples[evaluation][metric.place()][resample] =
              GroupSums.mean(sums, evaluation * GroupSums.WIDTH, metric);
        }
      }
    }
  }

  /** One line a group that has rows: the numbers of all evaluations side by side. */
  private static double[][] groups(List<GroupSums> evaluations) {
    List<double[]> lines = new ArrayList<>();
    for (int group = 0; group < GroupSums.GROUPS; group++) {
      if (evaluations.get(0).isEmpty(group)) {
        continue;
      }
      double[] line = new double[evaluations.size() * GroupSums.WIDTH];
      for (int i = 0; i < line.length; i++) {
        line[i] = evaluations.get(i / GroupSums.WIDTH).get(group, i % GroupSums.WIDTH);
      }
      lines.add(line);
    }
    return lines.toArray(double[][]::new);
  }

  private void add(int[] drawn, double[] sums) {
    Arrays.fill(sums, 0);
    for (int group = 0; group < drawn.length; group++) {
      int times = drawn[group];
      if (times > 0) {
        double[] line = groups[group];
        for (int i = 0; i < sums.length; i++) {
          sums[i] += times * line[i];
        }
      }
    }
  }

  /** The metric of an evaluation in each resample. */
  double[] sample(int evaluation, Metric metric) {
    return samples[evaluation][metric.place()];
  }

  /** With fewer groups there is nothing that could vary. */
  boolean hasIntervals() {
    return groups.length >= 2;
  }
}
