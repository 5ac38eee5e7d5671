package org.hybridrec.docs;

import static org.hybridrec.features.FeatureColumns.embedding;
import static org.hybridrec.features.FeatureColumns.textEmbedding;
import static org.hybridrec.features.FeatureColumns.vocabulary;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hybridrec.core.HybridModel;
import org.hybridrec.core.HybridRecommender;
import org.hybridrec.features.ItemIndex;
import org.hybridrec.features.Vocabulary;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.MapSource;
import org.hybridrec.features.text.TextEncoder;

public class FirstProgram {
  public static void main(String[] args) {
    ExampleSource clicks =
        MapSource.of(
            List.of(
                Map.of("reading", "a1", "title", "Neue Regierung in Wien", "next", "a2"),
                Map.of("reading", "a2", "title", "Wien wählt im Herbst", "next", "a1"),
                Map.of("reading", "b1", "title", "Rapid gewinnt das Derby", "next", "b2"),
                Map.of("reading", "b2", "title", "Das nächste Derby im Mai", "next", "b1")));
    HybridRecommender recommender =
        HybridRecommender.builder()
            .label("next", ItemIndex.of(clicks, "next"))
            .column(embedding(vocabulary("reading", Vocabulary.of(clicks, "reading")), 4))
            .column(textEmbedding("title", TextEncoder.hashed(32, 1)))
            .hiddenUnits(16)
            .epochs(200)
            .build();
    HybridModel model = recommender.fit(clicks);
    model.save(Path.of("first.safetensors"));
    HybridModel loaded = HybridModel.load(Path.of("first.safetensors"));
    Map<String, String> unknown = Map.of("reading", "new today", "title", "Rapid siegt im Derby");
    loaded
        .recommend(unknown, 2)
        .forEach(item -> System.out.printf("%s %.2f%n", item.id(), item.probability()));
  }
}
