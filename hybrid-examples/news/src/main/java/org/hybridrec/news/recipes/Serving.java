package org.hybridrec.news.recipes;

import static org.hybridrec.features.FeatureColumns.embedding;
import static org.hybridrec.features.FeatureColumns.vocabulary;

import java.util.List;
import java.util.Map;
import org.hybridrec.core.HybridModel;
import org.hybridrec.core.HybridRecommender;
import org.hybridrec.core.Top;
import org.hybridrec.core.ranking.Recommendation;
import org.hybridrec.features.ItemIndex;
import org.hybridrec.features.Vocabulary;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.synthetic.NewsSite;

/** A model that answers: any number of threads, only what is online, nothing read before. */
public final class Serving {

  private Serving() {}

  /** Runs the program. */
  public static void main(String... arguments) {
    NewsSite site = NewsSite.builder().visitors(200).articles(50).views(5_000).build();
    HybridModel model = fit(site.trainExamples());

    List<String> online = site.articleIds().subList(0, 25);
    List<String> read = site.articleIds().subList(0, 2);
    Map<String, String> request = Map.of("content_id", read.get(1));
    Top top = Top.of(5).among(online).exclude(read);
    for (Recommendation next : model.recommend(request, top)) {
      System.out.printf("%.3f %s%n", next.probability(), site.title(next.id()));
    }

    // Several requests at once cost less than one by one, and unknown ones are ordinary.
    List<Map<String, String>> requests = List.of(request, Map.of("content_id", "unheard of"));
    model.recommendAll(requests, top).forEach(list -> System.out.println(list.get(0).id()));
    System.out.println(
        "unknown values so far: " + model.servingReport().columns().get(0).unknown());
  }

  private static HybridModel fit(ExampleSource rows) {
    return HybridRecommender.builder()
        .label("next_content_id", ItemIndex.of(rows, "next_content_id"))
        .column(embedding(vocabulary("content_id", Vocabulary.of(rows, "content_id")), 16))
        .hiddenUnits(32)
        .epochs(5)
        .build()
        .fit(rows);
  }
}
