package org.hybridrec.core.tribuo;

import static org.hybridrec.features.FeatureColumns.embedding;
import static org.hybridrec.features.FeatureColumns.hashBucket;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hybridrec.core.HybridRecommender;
import org.hybridrec.features.ItemIndex;
import org.hybridrec.features.source.MapSource;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.evaluation.LabelEvaluator;

/** Train, evaluate and serialize, as a program of its own; see {@link TribuoPathTest}. */
final class TribuoPath {

  private TribuoPath() {}

  /** Prints the accuracy on the rows learned from, of the model trained and of the one read. */
  @SuppressWarnings("SystemOut") // read by the test that starts it
  public static void main(String[] arguments) throws IOException {
    List<Map<String, String>> rows = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      rows.add(Map.of("item", "i" + i % 3, "next", "i" + (i + 1) % 3));
    }
    MutableDataset<Label> data = TribuoSource.dataset(MapSource.of(rows), "next");
    HybridRecommender recommender =
        HybridRecommender.builder()
            .label("next", ItemIndex.of(List.of("i0", "i1", "i2")))
            .column(embedding(hashBucket("item", 30), 4))
            .hiddenUnits(6)
            .epochs(60)
            .build();
    HybridTribuoModel model = HybridTrainer.of(recommender).withTopK(0).train(data);
    System.out.println(new LabelEvaluator().evaluate(model, data).accuracy());
    Path file = Path.of(arguments[0], "model.pb");
    model.serializeToFile(file);
    Model<Label> read = Model.deserializeFromFile(file).castModel(Label.class);
    System.out.println(new LabelEvaluator().evaluate(read, data).accuracy());
    System.out.println(read.getExcuse(data.getExample(0)).isPresent());
  }
}
