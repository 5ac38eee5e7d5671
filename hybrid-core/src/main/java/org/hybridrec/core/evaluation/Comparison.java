package org.hybridrec.core.evaluation;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Several arms on the same rows, with intervals, and answers to the questions between them.
 * Immutable and thread-safe.
 *
 * <p>Intervals are of the visitor-clustered bootstrap: 10,000 resamples with a fixed seed, the same
 * visitors for all arms, the mean over an arm's runs in each. So an interval is about other
 * visitors, not about other seeds; those show in the standard deviation over the runs.
 */
public final class Comparison {

  private final List<Arm> arms;
  private final Map<String, Map<Metric, Interval>> intervals = new LinkedHashMap<>();
  private final List<Difference> differences;

  private Comparison(List<Arm> arms, List<Contrast> contrasts, int resamples, long seed) {
    this.arms = List.copyOf(arms);
    check(contrasts);
    Resampled runs = new Resampled(arms, resamples, seed);
    for (Arm arm : arms) {
      Map<Metric, Interval> found = new EnumMap<>(Metric.class);
      for (Metric metric : Metric.values()) {
        Interval interval = runs.interval(runs.mean(arm, metric));
        if (interval != null) {
          found.put(metric, interval);
        }
      }
      intervals.put(arm.name(), found);
    }
    this.differences = runs.answers(contrasts, this::arm);
  }

  /**
   * Compares.
   *
   * @param arms the contestants, all evaluated on the same rows with the same visitors
   * @param contrasts the questions, chosen beforehand: the correction is for all of them
   * @throws IllegalArgumentException if arms were evaluated on different rows or share a name, or a
   *     contrast names an arm that is not there
   */
  public static Comparison of(List<Arm> arms, List<Contrast> contrasts) {
    return new Comparison(arms, contrasts, Bootstrap.RESAMPLES, Bootstrap.SEED);
  }

  static Comparison of(List<Arm> arms, List<Contrast> contrasts, int resamples, long seed) {
    return new Comparison(arms, contrasts, resamples, seed);
  }

  private void check(List<Contrast> contrasts) {
    Set<String> names = new HashSet<>();
    for (Arm arm : arms) {
      if (!names.add(arm.name())) {
        throw new IllegalArgumentException(
            "comparison: the name '" + arm.name() + "' stands twice; name arms differently");
      }
    }
    if (arms.isEmpty()) {
      throw new IllegalArgumentException("comparison: there must be at least 1 arm");
    }
    for (Contrast contrast : contrasts) {
      arm(contrast.arm());
      arm(contrast.against());
    }
  }

  /** Returns the arms in the order given. */
  public List<Arm> arms() {
    return arms;
  }

  /**
   * Returns an arm.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public Arm arm(String name) {
    for (Arm arm : arms) {
      if (arm.name().equals(name)) {
        return arm;
      }
    }
    throw new IllegalArgumentException(
        "comparison: there is no arm '%s'; there are %s"
            .formatted(name, arms.stream().map(Arm::name).toList()));
  }

  /** Returns the interval of an arm's mean over its runs, null where there is none. */
  public @Nullable Interval interval(String arm, Metric metric) {
    return intervals.getOrDefault(arm(arm).name(), Map.of()).get(metric);
  }

  /** Returns the answers in the order of the questions. */
  public List<Difference> differences() {
    return differences;
  }

  /**
   * Returns the answer to a question.
   *
   * @throws IllegalArgumentException if it was not asked
   */
  public Difference difference(String arm, String against, Metric metric) {
    Contrast wanted = new Contrast(arm, against, metric);
    return differences.stream()
        .filter(difference -> difference.contrast().equals(wanted))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("comparison: " + wanted + " was not asked"));
  }

  /** Returns tables for a terminal. */
  public String toText() {
    return tables(ReportTable::toText);
  }

  /** Returns the same tables in Markdown. */
  public String toMarkdown() {
    return tables(ReportTable::toMarkdown);
  }

  /**
   * Returns one line of JSON: {@code arms}, each with {@code name}, {@code metrics} (by {@link
   * Metric#key}: {@code mean}, {@code deviation}, {@code low}, {@code high}) and {@code runs} (as
   * {@link RankingReport#toJson} writes them); {@code differences}.
   */
  public String toJson() {
    return JsonText.of(json -> ComparisonJson.write(this, json));
  }

  private String tables(Function<ReportTable, String> form) {
    return new ComparisonTables(this).all().stream().map(form).collect(Collectors.joining("\n"));
  }
}
