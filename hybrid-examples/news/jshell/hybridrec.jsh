// Start of a session: imports, a small generated news site, a model of it. JShell takes a line that
// could end a statement for its end, hence the dots at the ends of lines.
import static org.hybridrec.features.FeatureColumns.*;
import org.hybridrec.core.*;
import org.hybridrec.core.evaluation.*;
import org.hybridrec.core.optimization.*;
import org.hybridrec.core.ranking.*;
import org.hybridrec.core.recipe.*;
import org.hybridrec.features.*;
import org.hybridrec.features.source.*;
import org.hybridrec.features.synthetic.*;
import org.hybridrec.features.text.*;

NewsSite site = NewsSite.builder().visitors(500).articles(100).views(12_000).build();
ExampleSource train = site.trainExamples();
ExampleSource evaluation = site.evaluationExamples();

HybridModel model =
    HybridRecommender.builder().
        label("next_content_id", ItemIndex.of(train, "next_content_id")).
        column(embedding(vocabulary("content_id", Vocabulary.of(train, "content_id")), 16)).
        column(textEmbedding("title", TextEncoder.hashed(64, 42))).
        hiddenUnits(64).
        epochs(10).
        build().
        fit(train);

void next(String contentId) {
  System.out.println("after " + site.title(contentId));
  var row = java.util.Map.of("content_id", contentId, "title", site.title(contentId));
  for (Recommendation item : model.recommend(row, 5)) {
    System.out.printf("  %.3f  %s%n", item.probability(), site.title(item.id()));
  }
}

System.out.println("There are: site, train, evaluation, model, next(contentId). Try");
System.out.println("  next(site.articleIds().get(7))");
System.out.println("  model.evaluate(evaluation, 10)");
