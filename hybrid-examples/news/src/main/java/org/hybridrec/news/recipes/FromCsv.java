package org.hybridrec.news.recipes;

import static org.hybridrec.features.FeatureColumns.bucketized;
import static org.hybridrec.features.FeatureColumns.crossed;
import static org.hybridrec.features.FeatureColumns.embedding;
import static org.hybridrec.features.FeatureColumns.field;
import static org.hybridrec.features.FeatureColumns.hashBucket;
import static org.hybridrec.features.FeatureColumns.indicator;
import static org.hybridrec.features.FeatureColumns.numeric;
import static org.hybridrec.features.FeatureColumns.range;
import static org.hybridrec.features.FeatureColumns.vocabulary;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hybridrec.core.HybridModel;
import org.hybridrec.core.HybridRecommender;
import org.hybridrec.features.ItemIndex;
import org.hybridrec.features.Vocabulary;
import org.hybridrec.features.source.CsvFiles;
import org.hybridrec.features.source.CsvSource;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.synthetic.NewsSite;

/** Rows from compressed CSV files: write some, fit on them, evaluate on others, save the model. */
public final class FromCsv {

  private FromCsv() {}

  /** Runs the program in the folder that is its argument, or in a new one. */
  public static void main(String... arguments) throws IOException {
    Path folder =
        arguments.length > 0 ? Path.of(arguments[0]) : Files.createTempDirectory("hybridrec");
    NewsSite site = NewsSite.builder().visitors(200).articles(50).views(5_000).build();
    CsvFiles.write(site.trainExamples(), folder.resolve("train.csv.gz"));
    CsvFiles.write(site.evaluationExamples(), folder.resolve("evaluation.csv.gz"));

    ExampleSource train = CsvSource.of(folder.resolve("train.csv.gz"));
    var category = vocabulary("category", Vocabulary.of(train, "category")).withOovBuckets(1);
    var months = bucketized(numeric("months_since_epoch").withDefault(574), range(400, 700, 20));
    HybridModel model =
        HybridRecommender.builder()
            .label("next_content_id", ItemIndex.of(train, "next_content_id"))
            .column(embedding(vocabulary("content_id", Vocabulary.of(train, "content_id")), 10))
            .column(embedding(hashBucket(field("title").words(), 2_000), 10))
            .column(indicator(category))
            .column(indicator(crossed(60, category, months)))
            .hiddenUnits(32)
            .epochs(10)
            .build()
            .fit(train);

    ExampleSource evaluation = CsvSource.of(folder.resolve("evaluation.csv.gz"));
    System.out.println(model.evaluate(evaluation, 10).toJson());
    model.save(folder.resolve("news.safetensors"));
    System.out.println("saved " + folder.resolve("news.safetensors"));
  }
}
