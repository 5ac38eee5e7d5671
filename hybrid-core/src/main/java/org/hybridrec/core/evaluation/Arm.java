package org.hybridrec.core.evaluation;

import java.util.List;

/**
 * A contestant of a {@link Comparison}: one report for each seed it was trained with.
 *
 * @param name what tables call it
 * @param runs the reports, at least one, in the order of the seeds
 */
public record Arm(String name, List<RankingReport> runs) {

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if there is no report
   */
  public Arm {
    runs = List.copyOf(runs);
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("arm '" + name + "': there must be at least 1 run");
    }
  }

  /** Returns the mean of a metric over the runs. */
  public double mean(Metric metric) {
    double sum = 0;
    for (RankingReport run : runs) {
      sum += run.value(metric);
    }
    return sum / runs.size();
  }

  /** Returns the sample standard deviation of a metric over the runs, 0 for one run. */
  public double deviation(Metric metric) {
    double mean = mean(metric);
    double squares = 0;
    for (RankingReport run : runs) {
      squares += (run.value(metric) - mean) * (run.value(metric) - mean);
    }
    return runs.size() < 2 ? 0 : Math.sqrt(squares / (runs.size() - 1));
  }
}
