package org.hybridrec.core.tribuo;

import static org.hybridrec.features.FeatureColumns.embedding;
import static org.hybridrec.features.FeatureColumns.hashBucket;
import static org.hybridrec.features.FeatureColumns.indicator;
import static org.hybridrec.features.FeatureColumns.numeric;
import static org.hybridrec.features.FeatureColumns.vocabulary;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hybridrec.core.HybridRecommender;
import org.hybridrec.core.optimization.Optimizer;
import org.hybridrec.features.ItemIndex;
import org.hybridrec.features.Vocabulary;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceReader;
import org.hybridrec.features.source.SourceSchema;
import org.hybridrec.features.source.ValueType;
import org.hybridrec.features.synthetic.NewsSite;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Prediction;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.baseline.DummyClassifierTrainer;
import org.tribuo.classification.sgd.fm.FMClassificationTrainer;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.data.columnar.FieldProcessor;
import org.tribuo.data.columnar.RowProcessor;
import org.tribuo.data.columnar.processors.field.DoubleFieldProcessor;
import org.tribuo.data.columnar.processors.field.IdentityProcessor;
import org.tribuo.data.columnar.processors.field.TextFieldProcessor;
import org.tribuo.data.columnar.processors.response.FieldResponseProcessor;
import org.tribuo.data.text.impl.TokenPipeline;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.util.tokens.impl.BreakIteratorTokenizer;

/**
 * Tribuo's linear trainers and this library's on the same examples of the generated news site, as
 * {@code docs/tribuo.md} shows them. One trainer a JVM, named by the argument; prints a line of the
 * page's table.
 */
final class Comparison {

  private static final String LABEL = "next_content_id";

  private Comparison() {}

  /** Trains and evaluates the trainer that the argument names. */
  @SuppressWarnings("SystemOut") // a program
  public static void main(String[] arguments) throws IOException {
    NewsSite site = NewsSite.builder().visitors(1_000).articles(200).views(20_000).seed(7).build();
    MutableDataset<Label> train = dataset(site.trainExamples());
    MutableDataset<Label> test = dataset(site.evaluationExamples());
    Trainer<Label> trainer = trainer(arguments[0], site);
    double before = peakMegabytes();
    long start = System.nanoTime();
    Model<Label> model = trainer.train(train);
    double seconds = (System.nanoTime() - start) * 1e-9;
    start = System.nanoTime();
    List<Prediction<Label>> predictions = model.predict(test);
    double asking = (System.nanoTime() - start) * 1e-3 / test.size();
    long firsts = 0;
    long hits = 0;
    for (Prediction<Label> prediction : predictions) {
      String truth = prediction.getExample().getOutput().getLabel();
      firsts += prediction.getOutput().getLabel().equals(truth) ? 1 : 0;
      hits += isAmongTen(prediction.getOutputScores(), truth) ? 1 : 0;
    }
    System.out.printf(
        Locale.ROOT,
        "| %s | %.3f | %.3f | %.1f | %.0f | %.0f → %.0f |%n",
        arguments[0],
        (double) firsts / test.size(),
        (double) hits / test.size(),
        seconds,
        asking,
        before,
        peakMegabytes());
    System.err.printf(
        "%d examples, %d features, %d labels; %d to evaluate%n",
        train.size(), train.getFeatureMap().size(), train.getOutputs().size(), test.size());
  }

  /** Of equal scores no more than ten count: the label must be above, not only among, the tenth. */
  private static boolean isAmongTen(Map<String, Label> scores, String truth) {
    Label own = scores.get(truth);
    return own != null
        && scores.values().stream().filter(other -> other.getScore() >= own.getScore()).count()
            <= 10;
  }

  private static Trainer<Label> trainer(String name, NewsSite site) {
    return switch (name) {
      case "most frequent" -> DummyClassifierTrainer.createMostFrequentTrainer();
      case "logistic regression" ->
          new LinearSGDTrainer(new LogMulticlass(), new AdaGrad(0.1, 0.1), 5, 100_000, 1, 1);
      case "factorization machine" ->
          new FMClassificationTrainer(
              new LogMulticlass(), new AdaGrad(0.1, 0.1), 5, 100_000, 1, 1, 8, 0.1);
      case "hybrid" -> HybridTrainer.of(recommender(site)).withThreads(1);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static HybridRecommender recommender(NewsSite site) {
    return HybridRecommender.builder()
        .label(LABEL, ItemIndex.of(site.trainExamples(), LABEL))
        .column(embedding(hashBucket("content_id", 2_000), 16))
        .column(embedding(hashBucket("author", 200), 4))
        .column(embedding(hashBucket("title", 2_000), 16))
        .column(indicator(vocabulary("category", Vocabulary.of(site.trainExamples(), "category"))))
        .column(numeric("months_since_epoch"))
        .hiddenUnits(64)
        .optimizer(Optimizer.adagrad(0.1f))
        .batchSize(128)
        .epochs(10)
        .seed(1)
        .build();
  }

  private static MutableDataset<Label> dataset(ExampleSource rows) {
    LabelFactory labels = new LabelFactory();
    RowProcessor<Label> processor =
        new RowProcessor<>(
            new FieldResponseProcessor<>(List.of(LABEL), List.of(""), labels, false, false),
            processors());
    MutableDataset<Label> dataset =
        new MutableDataset<>(new SimpleDataSourceProvenance("the news site", labels), labels);
    SourceSchema schema = rows.schema();
    try (SourceReader reader = rows.open()) {
      for (SourceBatch batch = reader.next(); batch != null; batch = reader.next()) {
        for (int row = 0; row < batch.rowCount(); row++) {
          dataset.add(processor.generateExample(cells(schema, batch, row), true).orElseThrow());
        }
      }
    }
    return dataset;
  }

  private static Map<String, FieldProcessor> processors() {
    Map<String, FieldProcessor> fields = new LinkedHashMap<>();
    for (String field : List.of("content_id", "category", "author")) {
      fields.put(field, new IdentityProcessor(field));
    }
    fields.put("months_since_epoch", new DoubleFieldProcessor("months_since_epoch"));
    fields.put(
        "title",
        new TextFieldProcessor(
            "title", new TokenPipeline(new BreakIteratorTokenizer(Locale.GERMAN), 1, false)));
    return fields;
  }

  private static Map<String, String> cells(SourceSchema schema, SourceBatch batch, int row) {
    Map<String, String> cells = new LinkedHashMap<>();
    for (int i = 0; i < schema.fields().size(); i++) {
      if (batch.column(i).valueCount(row) > 0) {
        boolean number = schema.fields().get(i).type() == ValueType.INTEGER;
        // Linear models want numbers near 0.
        String text =
            number
                ? Double.toString((batch.column(i).number(row, 0) - 570) / 10)
                : batch.column(i).text(row, 0);
        cells.put(schema.names().get(i), text);
      }
    }
    return cells;
  }

  /** The JVM's peak of resident memory so far, as Linux counts it. */
  private static double peakMegabytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1_000)
        .findFirst()
        .orElse(Double.NaN);
  }
}
