package org.hybridrec.core.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The runs of several arms under one bootstrap. */
final class Resampled {

  private final Bootstrap bootstrap;
  private final int resamples;
  private final Map<String, Integer> firsts = new LinkedHashMap<>();

  Resampled(List<Arm> arms, int resamples, long seed) {
    List<GroupSums> evaluations = new ArrayList<>();
    for (Arm arm : arms) {
      firsts.put(arm.name(), evaluations.size());
      arm.runs().forEach(run -> evaluations.add(run.groups()));
    }
    checkSameRows(arms, evaluations);
    this.bootstrap = new Bootstrap(evaluations, resamples, seed);
    this.resamples = resamples;
  }

  private static void checkSameRows(List<Arm> arms, List<GroupSums> evaluations) {
    int rows = Metric.Over.ROWS.place();
    for (int i = 0; i < evaluations.size(); i++) {
      for (int group = 0; group < GroupSums.GROUPS; group++) {
        if (evaluations.get(i).get(group, rows) != evaluations.get(0).get(group, rows)) {
          throw new IllegalArgumentException(
              "comparison: not all reports of the arms %s are of the same rows and visitors"
                  .formatted(arms.stream().map(Arm::name).toList()));
        }
      }
    }
  }

  /** An arm's mean over its runs in each resample. */
  double[] mean(Arm arm, Metric metric) {
    double[] means = new double[resamples];
    for (int run = 0; run < arm.runs().size(); run++) {
      double[] sample = run(arm, run, metric);
      for (int i = 0; i < resamples; i++) {
        means[i] += sample[i] / arm.runs().size();
      }
    }
    return means;
  }

  private double[] run(Arm arm, int run, Metric metric) {
    return bootstrap.sample(firsts.getOrDefault(arm.name(), 0) + run, metric);
  }

  @Nullable Interval interval(double[] sample) {
    return bootstrap.hasIntervals() ? Interval.of(sample) : null;
  }

  /** Answers questions, corrected for their number. */
  List<Difference> answers(List<Contrast> contrasts, Function<String, Arm> arms) {
    List<double[]> samples = new ArrayList<>();
    double[] p = new double[contrasts.size()];
    for (int i = 0; i < p.length; i++) {
      Contrast asked = contrasts.get(i);
      double[] sample = mean(arms.apply(asked.arm()), asked.metric());
      subtract(sample, mean(arms.apply(asked.against()), asked.metric()));
      samples.add(sample);
      p[i] = twoSided(sample);
    }
    double[] adjusted = Holm.adjusted(p);
    List<Difference> answers = new ArrayList<>();
    for (int i = 0; i < p.length; i++) {
      Contrast asked = contrasts.get(i);
      Arm arm = arms.apply(asked.arm());
      Arm other = arms.apply(asked.against());
      answers.add(
          new Difference(
              asked,
              arm.mean(asked.metric()) - other.mean(asked.metric()),
              interval(samples.get(i)),
              p[i],
              adjusted[i],
              runsBetter(arm, other, asked.metric()),
              Math.max(arm.runs().size(), other.runs().size())));
    }
    return List.copyOf(answers);
  }

  /** Pairs run by run; an arm with fewer runs, such as a baseline, stays at its last. */
  private int runsBetter(Arm arm, Arm other, Metric metric) {
    int better = 0;
    for (int i = 0; i < Math.max(arm.runs().size(), other.runs().size()); i++) {
      double[] sample = run(arm, Math.min(i, arm.runs().size() - 1), metric).clone();
      subtract(sample, run(other, Math.min(i, other.runs().size() - 1), metric));
      if (Difference.isBetter(metric, interval(sample))) {
        better++;
      }
    }
    return better;
  }

  private static void subtract(double[] sample, double[] other) {
    for (int i = 0; i < sample.length; i++) {
      sample[i] -= other[i];
    }
  }

  /** With 1 added, since the rows themselves are one possible draw. A sample without value is 1. */
  private static double twoSided(double[] sample) {
    int low = 0;
    int high = 0;
    for (double difference : sample) {
      if (!(difference > 0)) {
        low++;
      }
      if (!(difference < 0)) {
        high++;
      }
    }
    return Math.min(1, 2 * (1.0 + Math.min(low, high)) / (1 + sample.length));
  }
}
