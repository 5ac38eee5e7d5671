package org.hybridrec.core.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Evaluates rows apart by the range that a number of theirs falls in. */
final class StrataTally {

  private final String by;
  private final Ranges ranges;
  private final ToDoubleFunction<RowFacts> number;
  private final List<RankingEvaluator> evaluators = new ArrayList<>();
  private final boolean[] met;

  StrataTally(String by, Ranges ranges, ToDoubleFunction<RowFacts> number, int k) {
    this.by = by;
    this.ranges = ranges;
    this.number = number;
    this.met = new boolean[ranges.names().size()];
    for (int i = 0; i < met.length; i++) {
      evaluators.add(new RankingEvaluator(k));
    }
  }

  /** The evaluator that a row belongs to, which must be added to it now. */
  RankingEvaluator of(RowFacts row) {
    int range = ranges.of(number.applyAsDouble(row));
    met[range] = true;
    return evaluators.get(range);
  }

  /** Adds those that have rows. */
  void addTo(List<Stratum> strata) {
    for (int i = 0; i < met.length; i++) {
      if (met[i]) {
        strata.add(new Stratum(by, ranges.names().get(i), evaluators.get(i).evaluation()));
      }
    }
  }
}
