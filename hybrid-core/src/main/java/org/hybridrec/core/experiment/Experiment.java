package org.hybridrec.core.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hybridrec.core.baselines.CatalogueTooLargeException;
import org.hybridrec.core.evaluation.Arm;
import org.hybridrec.core.evaluation.Comparison;
import org.hybridrec.core.evaluation.Evaluator;
import org.hybridrec.core.evaluation.RankingReport;
import org.hybridrec.core.evaluation.Scorer;
import org.hybridrec.core.evaluation.TrainingCounts;
import org.hybridrec.core.recipe.YamlTree;
import org.hybridrec.features.ItemIndex;
import org.hybridrec.features.LabelColumn;
import org.hybridrec.features.dataset.Split;

/**
 * Arms that are to be compared, written in YAML. Immutable and thread-safe.
 *
 * <pre>{@code
 * label: next_content_id
 * visitor: visitor_id
 * history: [content_id, history]     # what was seen, newest first
 * split: {by: visitor_id, test: 0.1, validation: 0.1}
 * seeds: [1, 2, 3]
 * columns:                           # groups of columns as in a recipe
 *   content: [...]
 *   ids: [...]
 * factors: {users: visitor_id, items: [content_id, next_content_id], width: 32}
 * network: {hidden_units: []}        # the same for all arms, as is the training
 * training: {epochs: 30, early_stopping: 2}
 * arms:
 *   P: {baseline: popularity}
 *   C: {columns: [content]}
 *   H: {columns: [content, ids]}
 *   L: {recipe: ../recipes/lab.yaml}
 * contrasts:
 *   - {arm: H, against: [C, P], metrics: [ndcg_at_k, loss]}
 * }</pre>
 *
 * <p>All arms learn from the same rows, rank the same items (the labels of the training rows), and
 * are measured on the same test rows. Arms of columns differ in their columns alone. A key {@code
 * permuted} adds fields whose cells come from other rows of the same part, for controls; {@code
 * shuffled_labels: true} makes an arm learn from labels of other rows.
 */
public final class Experiment {

  private final ExperimentPlan plan;
  private final Map<String, ArmPlan> arms;

  private Experiment(ExperimentPlan plan, Map<String, ArmPlan> arms) {
    this.plan = plan;
    this.arms = arms;
  }

  /**
   * Reads an experiment from a UTF-8 file.
   *
   * @throws java.io.UncheckedIOException if the file cannot be read
   * @throws org.hybridrec.features.DefinitionException if it cannot be understood
   */
  public static Experiment read(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    return of(
        file.toString(), YamlTree.text("experiment", file), folder == null ? Path.of("") : folder);
  }

  /**
   * Reads an experiment from text.
   *
   * @param name what messages call it
   * @param yaml the text
   * @param folder what relative paths of recipes start from
   * @throws org.hybridrec.features.DefinitionException if it cannot be understood
   */
  public static Experiment of(String name, String yaml, Path folder) {
    ExperimentPlan plan =
        new ExperimentReader(name, YamlTree.of("experiment " + name, yaml), folder).read();
    return new Experiment(plan, plan.arms());
  }

  /**
   * Returns this experiment with one more arm, such as the truth of a generated world.
   *
   * @param name what tables call it
   * @param scorer gives what ranks, for the items of the experiment
   */
  public Experiment with(String name, Function<LabelColumn, Scorer> scorer) {
    Map<String, ArmPlan> more = new LinkedHashMap<>(arms);
    more.put(name, new ArmPlan.Given(scorer));
    return new Experiment(plan, more);
  }

  /** Returns this experiment with other seeds, one run of each arm with a network for each. */
  public Experiment seeds(List<Long> seeds) {
    return new Experiment(plan.withSeeds(seeds), arms);
  }

  /** Returns the split that the experiment asks for. */
  public Split split() {
    return plan.split();
  }

  /**
   * Runs the experiment.
   *
   * @param rows the parts of the rows
   * @param listener is told of every arm; one that cannot be fitted for the number of items is left
   *     out with its questions, and the listener told why
   * @throws org.hybridrec.features.source.SchemaException if the rows lack a field
   * @throws org.hybridrec.features.DefinitionException if a recipe cannot be understood
   */
  public ExperimentResult run(ExperimentRows rows, ExperimentListener listener) {
    ExperimentRows held = plan.permuted(rows).inMemory();
    LabelColumn label = new LabelColumn(plan.label(), ItemIndex.of(held.train(), plan.label()));
    Evaluator evaluator =
        plan.evaluator().trainingCounts(TrainingCounts.of(held.train(), plan.label()));
    List<Arm> measured = new ArrayList<>();
    arms.forEach(
        (name, arm) -> {
          try {
            measured.add(new Arm(name, runs(name, arm, held, label, evaluator, listener)));
          } catch (CatalogueTooLargeException e) {
            listener.note("arm " + name + " is left out: " + e.getMessage());
          }
        });
    return new ExperimentResult(
        Comparison.of(measured, plan.contrastsOf(measured)),
        Canary.find(rows.train(), plan.label()));
  }

  private List<RankingReport> runs(
      String name,
      ArmPlan arm,
      ExperimentRows rows,
      LabelColumn label,
      Evaluator evaluator,
      ExperimentListener listener) {
    List<RankingReport> runs = new ArrayList<>();
    for (long seed : arm.isSeeded() ? plan.seeds() : List.of(0L)) {
      listener.note("arm " + name + (arm.isSeeded() ? ", seed " + seed : ""));
      runs.add(evaluator.evaluate(arm.fit(rows, label, seed), rows.test()));
    }
    return runs;
  }
}
