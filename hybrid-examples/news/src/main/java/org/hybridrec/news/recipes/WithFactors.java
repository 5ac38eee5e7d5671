package org.hybridrec.news.recipes;

import static org.hybridrec.features.FeatureColumns.embedding;
import static org.hybridrec.features.FeatureColumns.indicator;
import static org.hybridrec.features.FeatureColumns.vocabulary;

import java.util.List;
import java.util.Map;
import org.hybridrec.core.HybridModel;
import org.hybridrec.core.HybridRecommender;
import org.hybridrec.core.factorization.FactorFit;
import org.hybridrec.core.factorization.FittedFactors;
import org.hybridrec.core.factorization.Wals;
import org.hybridrec.core.ranking.Recommendation;
import org.hybridrec.features.ItemIndex;
import org.hybridrec.features.Vocabulary;
import org.hybridrec.features.dataset.NextContent;
import org.hybridrec.features.dataset.Split;
import org.hybridrec.features.dataset.SplitRows;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.synthetic.NewsSite;

/**
 * A hybrid: content features and collaborative factors, which are fitted on the rows to learn from
 * and folded in from histories, also for visitors whom nobody knows.
 */
public final class WithFactors {

  private WithFactors() {}

  /** Runs the program. */
  public static void main(String... arguments) {
    NewsSite site = NewsSite.builder().visitors(400).articles(60).views(12_000).build();
    NextContent examples = NextContent.builder(site.views()).history("history", 10).build();
    SplitRows parts = Split.byVisitor("visitor_id", 0.1).of(examples);
    ExampleSource train = parts.train();

    FittedFactors factors =
        FactorFit.of("visitor_id", "content_id", "next_content_id")
            .combinedBy(Math::max)
            .wals(Wals.builder().factors(16).build())
            .on(train);
    HybridModel model =
        HybridRecommender.builder()
            .label("next_content_id", ItemIndex.of(train, "next_content_id"))
            .column(factors.foldedIn("history"))
            .column(factors.itemFactors("content_id"))
            .column(embedding(vocabulary("content_id", Vocabulary.of(train, "content_id")), 16))
            .column(indicator(vocabulary("category", Vocabulary.of(train, "category"))))
            .hiddenUnits(64)
            .epochs(10)
            .build()
            .fit(train);

    System.out.println(model.evaluate(parts.test(), 10).toJson());
    List<String> read = site.articleIds().subList(3, 6);
    Map<String, Object> visitor = Map.of("content_id", site.articleIds().get(7), "history", read);
    for (Recommendation item : model.recommend(visitor, 3)) {
      System.out.println(item.rank() + ". " + site.title(item.id()));
    }
  }
}
