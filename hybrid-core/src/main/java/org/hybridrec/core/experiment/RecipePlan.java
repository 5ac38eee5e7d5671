package org.hybridrec.core.experiment;

import java.util.Map;
import org.hybridrec.core.HybridRecommender;
import org.hybridrec.core.TrainingRun;
import org.hybridrec.core.evaluation.Scorer;
import org.hybridrec.core.recipe.Recipe;
import org.hybridrec.features.LabelColumn;
import org.hybridrec.features.source.ExampleSource;

/**
 * An arm with a network.
 *
 * @param name the arm
 * @param recipe what it learns by
 * @param shuffledLabels whether it learns from labels of other rows, to see that nothing leaks
 */
record RecipePlan(String name, Recipe recipe, boolean shuffledLabels) implements ArmPlan {

  @Override
  public boolean isSeeded() {
    return true;
  }

  @Override
  public Scorer fit(ExperimentRows rows, LabelColumn label, long seed) {
    ExampleSource train = labels(rows.train(), label, seed);
    HybridRecommender recommender = recipe.withSeed(seed).fit(train);
    if (!recommender.label().field().equals(label.field())) {
      throw new IllegalArgumentException(
          "arm '%s': its recipe predicts '%s', the experiment '%s'; all arms need the same label"
              .formatted(name, recommender.label().field(), label.field()));
    }
    TrainingRun run = recommender.run();
    if (recommender.training().patience() > 0) {
      run = run.validation(labels(rows.validation(), label, seed));
    }
    return run.fit(train).scorer();
  }

  private ExampleSource labels(ExampleSource rows, LabelColumn label, long seed) {
    return shuffledLabels
        ? PermutedFields.of(rows, Map.of(label.field(), label.field()), seed)
        : rows;
  }
}
