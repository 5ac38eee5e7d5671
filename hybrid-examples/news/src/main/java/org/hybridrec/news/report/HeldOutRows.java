package org.hybridrec.news.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hybridrec.core.HybridModel;
import org.hybridrec.core.baselines.Popularity;
import org.hybridrec.core.baselines.Transitions;
import org.hybridrec.core.evaluation.Arm;
import org.hybridrec.core.evaluation.Comparison;
import org.hybridrec.core.evaluation.Contrast;
import org.hybridrec.core.evaluation.Evaluator;
import org.hybridrec.core.evaluation.Metric;
import org.hybridrec.core.evaluation.Scorer;
import org.hybridrec.core.evaluation.TrainingCounts;
import org.hybridrec.features.LabelColumn;
import org.hybridrec.features.source.ExampleSource;
import org.jspecify.annotations.Nullable;

/**
 * Rows on which a report measures the model, beside baselines where there are rows to fit those on.
 * Immutable; every option returns new ones.
 *
 * @param rows rows with labels
 * @param k the length of the lists
 * @param learned the rows to fit baselines on, null for no baselines
 * @param current the field of the current item, null for no transitions and no titles
 * @param visitor the field of the visitor, null for none: each row then counts as one
 * @param history the field with a list whose length parts the rows, null for none
 * @param title the field with the title of the current item, null for none
 */
public record HeldOutRows(
    ExampleSource rows,
    int k,
    @Nullable ExampleSource learned,
    @Nullable String current,
    @Nullable String visitor,
    @Nullable String history,
    @Nullable String title) {

  static final String MODEL = "this model";

  /** Returns rows without baselines and parts. */
  public static HeldOutRows of(ExampleSource rows, int k) {
    return new HeldOutRows(rows, k, null, null, null, null, null);
  }

  /** Returns these with the rows that baselines learn from. */
  public HeldOutRows learned(ExampleSource learned) {
    return new HeldOutRows(rows, k, learned, current, visitor, history, title);
  }

  /** Returns these with the field of the current item, whose followers transitions count. */
  public HeldOutRows current(@Nullable String field) {
    return new HeldOutRows(rows, k, learned, field, visitor, history, title);
  }

  /** Returns these with the field of visitors, whose rows belong together in intervals. */
  public HeldOutRows visitor(@Nullable String field) {
    return new HeldOutRows(rows, k, learned, current, field, history, title);
  }

  /** Returns these with a list whose length parts the rows. */
  public HeldOutRows history(@Nullable String field) {
    return new HeldOutRows(rows, k, learned, current, visitor, field, title);
  }

  /** Returns these with the field of titles, each of the {@link #current} item of its row. */
  public HeldOutRows title(@Nullable String field) {
    return new HeldOutRows(rows, k, learned, current, visitor, history, field);
  }

  HeldOut measure(HybridModel model) {
    LabelColumn label = model.recommender().label();
    Evaluator evaluator = evaluator(label);
    ServedContents served = new ServedContents(model.scorer(), model.items(), k);
    List<Arm> arms = new ArrayList<>();
    arms.add(arm(MODEL, evaluator, served));
    baselines(label).forEach((name, scorer) -> arms.add(arm(name, evaluator, scorer)));
    return new HeldOut(
        Comparison.of(arms, contrasts(arms)),
        served,
        titles(served.shown()),
        visitor,
        model.recommender().fittedFacts().problems(rows));
  }

  private Map<String, String> titles(Set<String> ids) {
    if (current == null || title == null) {
      return Map.of();
    }
    Titles titles = new Titles(current, title, ids);
    titles.read(rows);
    if (learned != null) {
      titles.read(learned);
    }
    return titles.byId();
  }

  private Arm arm(String name, Evaluator evaluator, Scorer scorer) {
    return new Arm(name, List.of(evaluator.evaluate(scorer, rows)));
  }

  private static List<Contrast> contrasts(List<Arm> arms) {
    List<Contrast> contrasts = new ArrayList<>();
    for (Arm baseline : arms.subList(1, arms.size())) {
      contrasts.add(new Contrast(MODEL, baseline.name(), Metric.NDCG));
      contrasts.add(new Contrast(MODEL, baseline.name(), Metric.LOSS));
    }
    return contrasts;
  }

  private Evaluator evaluator(LabelColumn label) {
    Evaluator evaluator = Evaluator.at(k);
    if (learned != null) {
      evaluator = evaluator.trainingCounts(TrainingCounts.of(learned, label.field()));
    }
    if (visitor != null) {
      evaluator = evaluator.visitors(visitor);
    }
    return history == null ? evaluator : evaluator.history(history);
  }

  private Map<String, Scorer> baselines(LabelColumn label) {
    Map<String, Scorer> baselines = new LinkedHashMap<>();
    if (learned != null && current != null) {
      Transitions transitions = Transitions.of(learned, current, label);
      baselines.put("popularity", transitions.popularity());
      baselines.put("transitions", transitions);
    } else if (learned != null) {
      baselines.put("popularity", Popularity.of(learned, label));
    }
    return baselines;
  }
}
