package org.hybridrec.news;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.hybridrec.core.baselines.DecayedTransitions;
import org.hybridrec.core.baselines.Ease;
import org.hybridrec.core.baselines.FactorsAlone;
import org.hybridrec.core.baselines.History;
import org.hybridrec.core.baselines.ItemNeighbours;
import org.hybridrec.core.baselines.Popularity;
import org.hybridrec.core.baselines.Transitions;
import org.hybridrec.core.evaluation.Scorer;
import org.hybridrec.core.factorization.Interactions;
import org.hybridrec.core.factorization.Wals;
import org.hybridrec.features.LabelColumn;
import org.hybridrec.features.source.ExampleSource;
import org.jspecify.annotations.Nullable;

/**
 * The baselines that the given fields allow, each fitted when it is asked for.
 *
 * @param learned the rows to learn from
 * @param label what comes next
 * @param current the field of the current item
 * @param history the field with the items before it, null for none
 * @param visitor the field of the visitor, null for none
 */
record BaselineScorers(
    ExampleSource learned,
    LabelColumn label,
    String current,
    @Nullable String history,
    @Nullable String visitor) {

  private static final double REGULARIZATION = 0.1;

  /** The baselines by name, in the order in which they are shown. */
  Map<String, Supplier<Scorer>> all() {
    Popularity popularity = Popularity.of(learned, label);
    History seen = history == null ? History.of(current) : History.of(current, history);
    Map<String, Supplier<Scorer>> all = new LinkedHashMap<>();
    all.put("popularity", () -> popularity);
    all.put(
        "transitions, filled up with popularity", () -> Transitions.of(learned, current, label));
    if (history != null) {
      all.put("decayed transitions", () -> DecayedTransitions.of(learned, seen, label));
    }
    if (visitor != null) {
      Interactions interactions =
          Interactions.builder()
              .addAll(learned, visitor, current)
              .addAll(learned, visitor, label.field())
              .build();
      all.put("item neighbours", () -> ItemNeighbours.of(interactions, seen, popularity));
      all.put("EASE", () -> Ease.of(interactions, seen, popularity));
      all.put("factors alone", () -> factorsAlone(interactions, seen, popularity));
    }
    return all;
  }

  private static Scorer factorsAlone(
      Interactions interactions, History seen, Popularity popularity) {
    Wals wals = Wals.builder().unobservedWeight(0.1).regularization(REGULARIZATION).build();
    return new FactorsAlone(wals.fit(interactions).foldIn(), seen, popularity);
  }

  /** The name in JSON. */
  static String key(String name) {
    return name.replaceFirst(",.*", "").replace(' ', '_').toLowerCase(Locale.ROOT);
  }
}
