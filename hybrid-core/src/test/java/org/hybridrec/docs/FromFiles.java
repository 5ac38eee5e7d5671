package org.hybridrec.docs;

import java.nio.file.Path;
import org.hybridrec.core.HybridModel;
import org.hybridrec.core.HybridRecommender;
import org.hybridrec.core.evaluation.Evaluator;
import org.hybridrec.core.evaluation.TrainingCounts;
import org.hybridrec.core.recipe.Recipe;
import org.hybridrec.features.dataset.Split;
import org.hybridrec.features.dataset.SplitRows;
import org.hybridrec.features.source.CsvSource;
import org.hybridrec.features.source.ExampleSource;

/** The README's lines for rows in files. */
public class FromFiles {
  @SuppressWarnings("SystemOut") // as the page shows it
  public static void main(String[] args) {
    SplitRows parts = Split.byVisitor("user", 0.1, 0.1).of(CsvSource.of(Path.of("clicks.csv")));
    ExampleSource rows = parts.train();
    HybridRecommender recommender = Recipe.read(Path.of("recipe.yaml")).fit(rows);
    HybridModel model =
        recommender.run().directory(Path.of("run")).validation(parts.validation()).fit(rows);
    System.out.println(model.fitReport());
    System.out.print(
        Evaluator.at(5)
            .visitors("user")
            .trainingCounts(TrainingCounts.of(rows, "next"))
            .evaluate(model.scorer(), parts.test())
            .toText());
  }
}
