package org.hybridrec.news.recipes;

import static org.hybridrec.features.FeatureColumns.embedding;
import static org.hybridrec.features.FeatureColumns.indicator;
import static org.hybridrec.features.FeatureColumns.vocabulary;

import java.util.List;
import java.util.Map;
import org.hybridrec.core.HybridModel;
import org.hybridrec.core.HybridRecommender;
import org.hybridrec.core.ranking.Recommendation;
import org.hybridrec.features.ItemIndex;
import org.hybridrec.features.Vocabulary;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.MapSource;

/** Rows in memory, as maps: what was read, and what was read next. */
public final class FromMaps {

  private FromMaps() {}

  /** Runs the program. */
  public static void main(String... arguments) {
    ExampleSource rows =
        MapSource.of(
            List.of(
                Map.of("content", "election", "category", "News", "next", "coalition"),
                Map.of("content", "coalition", "category", "News", "next", "budget"),
                Map.of("content", "budget", "category", "News", "next", "election"),
                Map.of("content", "pumpkin soup", "category", "Lifestyle", "next", "strudel"),
                Map.of("content", "strudel", "category", "Lifestyle", "next", "pumpkin soup")));

    HybridRecommender recommender =
        HybridRecommender.builder()
            .label("next", ItemIndex.of(rows, "next"))
            .column(embedding(vocabulary("content", Vocabulary.of(rows, "content")), 8))
            .column(indicator(vocabulary("category", Vocabulary.of("News", "Lifestyle"))))
            .hiddenUnits(16)
            .epochs(200)
            .build();
    HybridModel model = recommender.fit(rows);

    // A content that nobody has read yet: its category alone decides.
    for (Recommendation next : model.recommend(Map.of("category", "Lifestyle"), 3)) {
      System.out.printf("%d. %s %.2f%n", next.rank(), next.id(), next.probability());
    }
  }
}
