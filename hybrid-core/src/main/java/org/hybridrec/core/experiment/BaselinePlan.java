package org.hybridrec.core.experiment;

import java.util.List;
import org.hybridrec.core.baselines.DecayedTransitions;
import org.hybridrec.core.baselines.Ease;
import org.hybridrec.core.baselines.FactorsAlone;
import org.hybridrec.core.baselines.History;
import org.hybridrec.core.baselines.ItemNeighbours;
import org.hybridrec.core.baselines.Popularity;
import org.hybridrec.core.baselines.Transitions;
import org.hybridrec.core.evaluation.Scorer;
import org.hybridrec.core.factorization.Interactions;
import org.hybridrec.core.factorization.InteractionsBuilder;
import org.hybridrec.core.factorization.Wals;
import org.hybridrec.features.Definition;
import org.hybridrec.features.LabelColumn;
import org.hybridrec.features.source.ExampleSource;
import org.jspecify.annotations.Nullable;

/**
 * An arm without a network.
 *
 * @param body the keys of the arm, checked
 * @param visitor the field of visitors
 * @param history what a visitor has seen
 */
record BaselinePlan(Definition body, String visitor, History history) implements ArmPlan {

  /** Refuses keys and kinds that do not exist. */
  BaselinePlan {
    String kind = body.child("baseline").text();
    switch (kind) {
      case "popularity", "transitions" -> body.allow("baseline");
      case "recent_popularity" -> body.allow("baseline", "time", "window");
      case "decayed_transitions" -> body.allow("baseline", "decay");
      case "item_neighbours" -> body.allow("baseline", "decay", "neighbours");
      case "ease" -> body.allow("baseline", "decay", "regularization");
      case "factors_alone" ->
          body.allow("baseline", "width", "unobserved_weight", "regularization");
      default ->
          throw body.child("baseline")
              .wrong(
                  "the baseline '"
                      + kind
                      + "' is not known; allowed are popularity, recent_popularity, transitions,"
                      + " decayed_transitions, item_neighbours, ease, factors_alone");
    }
  }

  @Override
  public boolean isSeeded() {
    return false;
  }

  @Override
  public Scorer fit(ExperimentRows rows, LabelColumn label, long seed) {
    ExampleSource train = rows.train();
    return switch (body.child("baseline").text()) {
      case "popularity" -> Popularity.of(train, label);
      case "recent_popularity" ->
          Popularity.recent(
              train, label, body.child("time").text(), body.child("window").wholeNumber());
      case "transitions" -> Transitions.of(train, history.fields().get(0), label);
      case "decayed_transitions" -> DecayedTransitions.of(train, history, label, decay());
      case "item_neighbours" ->
          ItemNeighbours.of(
              interactions(train, label),
              history,
              Popularity.of(train, label),
              (int) number("neighbours", ItemNeighbours.NEIGHBOURS),
              decay());
      case "ease" ->
          Ease.of(
              interactions(train, label),
              history,
              Popularity.of(train, label),
              number("regularization", Ease.REGULARIZATION),
              decay());
      default -> factorsAlone(train, label, seed);
    };
  }

  private Scorer factorsAlone(ExampleSource train, LabelColumn label, long seed) {
    Wals wals =
        Wals.builder()
            .factors((int) number("width", 64))
            .unobservedWeight(number("unobserved_weight", 0.1))
            .regularization(number("regularization", 0.1))
            .seed(seed)
            .build();
    return new FactorsAlone(
        wals.fit(interactions(train, label)).foldIn(), history, Popularity.of(train, label));
  }

  /** All that a visitor has seen, in a history or next, each item once. */
  private Interactions interactions(ExampleSource train, LabelColumn label) {
    StoredTable table = StoredTable.of(train);
    InteractionsBuilder builder = Interactions.builder().combinedBy(Math::max);
    int user = table.schema().indexOf(visitor);
    for (List<@Nullable Object> row : table.rows()) {
      if (row.get(user) != null) {
        for (String field : history.fields()) {
          add(builder, row.get(user), row.get(table.schema().indexOf(field)));
        }
        add(builder, row.get(user), row.get(table.schema().indexOf(label.field())));
      }
    }
    return builder.build();
  }

  private static void add(
      InteractionsBuilder builder, @Nullable Object user, @Nullable Object seen) {
    if (seen instanceof List<?> list) {
      list.forEach(item -> add(builder, user, item));
    } else if (seen != null && !seen.toString().isEmpty()) {
      builder.add(String.valueOf(user), seen.toString());
    }
  }

  private double decay() {
    return number("decay", DecayedTransitions.DECAY);
  }

  private double number(String key, double otherwise) {
    return body.find(key).map(Definition::doubleNumber).orElse(otherwise);
  }
}
