package org.hybridrec.core;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.hybridrec.core.evaluation.Evaluation;
import org.hybridrec.core.evaluation.NonFiniteLogitException;
import org.hybridrec.core.evaluation.RankingEvaluator;
import org.hybridrec.core.evaluation.Scorer;
import org.hybridrec.core.file.TensorFile;
import org.hybridrec.core.network.Network;
import org.hybridrec.core.network.SoftmaxSum;
import org.hybridrec.core.network.SoftmaxVisitor;
import org.hybridrec.core.ranking.Recommendation;
import org.hybridrec.features.EncodingReport;
import org.hybridrec.features.ItemIndex;
import org.hybridrec.features.encoded.EncodedBatch;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.text.Tokenizer;
import org.hybridrec.features.text.VectorEncoder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A fitted recommender. Immutable, thread-safe and without locks: any number of threads may ask it
 * at the same time.
 *
 * <pre>{@code
 * List<Recommendation> next = model.recommend(Map.of("content_id", "299954138"), 10);
 * model.save(Path.of("news.safetensors"));
 * HybridModel same = HybridModel.load(Path.of("news.safetensors"));
 * }</pre>
 *
 * <p>Rows are raw values by field name, as a web request brings them: text, numbers, lists of
 * these. An absent key or null is a missing value, an unknown value goes where its column says, a
 * value that cannot be used counts as missing, a key that no column reads is ignored. None of this
 * is an exception; {@link #servingReport} counts it.
 */
public final class HybridModel {

  private static final Logger LOG = LoggerFactory.getLogger(HybridModel.class);

  private final HybridRecommender recommender;
  private final Network network;
  private final FitReport fitReport;
  private final RowEncoder rows;

  HybridModel(HybridRecommender recommender, Network network, FitReport fitReport) {
    this.recommender = recommender;
    this.network = network;
    this.fitReport = fitReport;
    this.rows = new RowEncoder(recommender.encoder());
  }

  /**
   * Recommends what comes next.
   *
   * @param row raw values by field name
   * @param k how many items at most
   * @return the k most probable items, best first; equally probable ones in the order of the index
   * @throws IllegalArgumentException if k is less than 1 or the row is null
   */
  public List<Recommendation> recommend(Map<String, ?> row, int k) {
    return recommend(row, Top.of(k));
  }

  /**
   * Recommends what comes next, among the items that are wanted.
   *
   * @param row raw values by field name
   * @param top how many, and which may be among them
   * @return the most probable items of those, best first; probabilities are over all items
   * @throws IllegalArgumentException if the row is null
   */
  public List<Recommendation> recommend(Map<String, ?> row, Top top) {
    return recommendAll(Collections.singletonList(row), top).get(0);
  }

  /**
   * Recommends for several rows at once, which costs less than one by one and gives the same: the
   * weights are gone through once for up to 64 rows.
   *
   * @param rows raw values by field name, one map a row
   * @param top how many, and which may be among them
   * @return one list a row, in their order
   * @throws IllegalArgumentException if a row is null
   */
  public List<List<Recommendation>> recommendAll(List<? extends Map<String, ?>> rows, Top top) {
    Objects.requireNonNull(rows, "rows");
    Objects.requireNonNull(top, "top");
    if (rows.isEmpty()) {
      return List.of();
    }
    return new Recommending(network, items(), top).recommend(this.rows.encode(rows));
  }

  /**
   * Returns the probability of every item, in the order of the index; they add up to 1.
   *
   * @param row raw values by field name
   * @throws NonFiniteLogitException if the model's weights are so great that there are none
   */
  public float[] scores(Map<String, ?> row) {
    float[] scores = new float[items().size()];
    network.softmax(
        rows.encode(Collections.singletonList(row)),
        new SoftmaxVisitor() {
          @Override
          public void visit(int unused, int firstClass, float[] logits, int count, float max) {
            System.arraycopy(logits, 0, scores, firstClass, count);
          }

          @Override
          public void finish(int row, SoftmaxSum sum) {
            for (int i = 0; i < scores.length; i++) {
              scores[i] =
                  NonFiniteLogitException.requireProbability(row, sum.probability(scores[i]));
            }
          }
        });
    return scores;
  }

  /**
   * Ranks the label of every row among all items. Rows whose label the model does not know count as
   * misses. What the columns met is logged; the other form hands it out.
   *
   * @param rows rows with labels
   * @param k length of the lists that the metrics "at k" look at
   * @throws org.hybridrec.features.source.SchemaException if the source lacks columns
   * @throws org.hybridrec.features.source.InvalidDataException if it has no rows
   * @throws IllegalArgumentException if k is less than 1
   */
  public Evaluation evaluate(ExampleSource rows, int k) {
    return evaluate(rows, k, report -> LOG.info("evaluated rows: {}", report));
  }

  /**
   * Ranks the label of every row among all items.
   *
   * @param rows rows with labels
   * @param k length of the lists that the metrics "at k" look at
   * @param report takes what the columns met: missing, unknown and invalid values, unknown labels
   * @see #evaluate(ExampleSource, int)
   */
  public Evaluation evaluate(ExampleSource rows, int k, Consumer<EncodingReport> report) {
    RankingEvaluator evaluator = new RankingEvaluator(k);
    LogitRows logits = new LogitRows(network, evaluator::add);
    List<EncodingReport> reports = new ArrayList<>();
    Encoding.each(recommender, rows, logits::add, reports::add);
    Evaluation evaluation = evaluator.evaluation();
    reports.forEach(report);
    return evaluation;
  }

  /**
   * Returns what an {@link org.hybridrec.core.evaluation.Evaluator} measures: all figures, parts of
   * the rows, intervals.
   */
  public Scorer scorer() {
    return scorer(report -> {});
  }

  /**
   * Returns what an {@link org.hybridrec.core.evaluation.Evaluator} measures, and hands out what
   * the columns met.
   *
   * @param report takes, after each pass over rows, missing, unknown and invalid values and unknown
   *     labels
   */
  public Scorer scorer(Consumer<EncodingReport> report) {
    return new ModelScorer(this, report);
  }

  /**
   * Saves the model as one file that holds everything needed to serve. The file appears whole or
   * not at all, and an older file of that name stays until then. The same data, recipe and seed
   * give the same bytes.
   *
   * @throws java.io.UncheckedIOException if it cannot be written
   */
  public void save(Path file) {
    ModelFile.write(this, file);
  }

  /** Returns what {@link #save} writes, in memory: tensors by name, texts, and the digest. */
  public TensorFile toTensors() {
    return ModelFile.toTensors(this);
  }

  /**
   * Loads a model.
   *
   * @param file what {@link #save} wrote
   * @param encoders encoders of one's own that the model's text columns use; those that come with
   *     this library need not be given
   * @throws org.hybridrec.core.file.ModelFormatException if the file is damaged, of another
   *     version, or not a model
   * @throws MissingEncoderException if the model uses an encoder that was not given
   * @throws java.io.UncheckedIOException if it cannot be read
   */
  public static HybridModel load(Path file, VectorEncoder... encoders) {
    return load(file, List.of(encoders), List.of());
  }

  /**
   * Loads a model whose fields use tokenizers of one's own.
   *
   * @param file what {@link #save} wrote
   * @param encoders encoders of one's own, found by name and fingerprint
   * @param tokenizers tokenizers of one's own, found by name
   * @throws MissingEncoderException if the model uses one that was not given
   * @see #load(Path, VectorEncoder...)
   */
  public static HybridModel load(
      Path file, List<VectorEncoder> encoders, List<Tokenizer> tokenizers) {
    return ModelFile.read(file, encoders, tokenizers);
  }

  /**
   * Returns the content of the file that {@link #save} writes: for its digest, for streams, for a
   * place within another format.
   */
  public TensorFile file() {
    return ModelFile.toTensors(this);
  }

  /**
   * Returns the model of a file that is in memory.
   *
   * @param file what {@link #file} gives
   * @param encoders encoders of one's own, found by name and fingerprint
   * @param tokenizers tokenizers of one's own, found by name
   * @throws org.hybridrec.core.file.ModelFormatException if it is not a model
   * @throws MissingEncoderException if the model uses one that was not given
   */
  public static HybridModel of(
      TensorFile file, List<VectorEncoder> encoders, List<Tokenizer> tokenizers) {
    return ModelFile.fromTensors("model", file, new TensorFacts(file, encoders, tokenizers));
  }

  /** Returns the recipe that the model was fitted by. */
  public HybridRecommender recommender() {
    return recommender;
  }

  /** Returns the items that can be recommended. */
  public ItemIndex items() {
    return recommender.items();
  }

  /** Returns what fitting met and reached. */
  public FitReport fitReport() {
    return fitReport;
  }

  /**
   * Returns what the recommendations asked so far have met, since the model was fitted or loaded.
   */
  public ServingReport servingReport() {
    return rows.report();
  }

  /** Returns the weights. */
  public Network network() {
    return network;
  }

  /** Encodes one row as a recommendation would, for a look at what the network sees. */
  public EncodedBatch encode(Map<String, ?> row) {
    return rows.encode(Collections.singletonList(row));
  }
}
