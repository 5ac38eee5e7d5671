package org.hybridrec.core.tribuo;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.oracle.labs.mlrg.olcut.util.Pair;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.NotSerializableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hybridrec.core.ColumnContribution;
import org.hybridrec.core.ColumnContributions;
import org.hybridrec.core.HybridModel;
import org.hybridrec.core.Top;
import org.hybridrec.core.ranking.Recommendation;
import org.hybridrec.features.text.Tokenizer;
import org.hybridrec.features.text.VectorEncoder;
import org.tribuo.Example;
import org.tribuo.Excuse;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.Model;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.protos.core.ModelProto;
import org.tribuo.provenance.ModelProvenance;

/**
 * A hybrid model as one of Tribuo's. Immutable, as far as Tribuo lets it be (its name can be set),
 * and thread-safe.
 *
 * <p>{@link #predict} reads the features' names from the example itself, as {@link TribuoSource}
 * describes, and not by the feature map: a value that was never seen in training reaches the hash
 * or out-of-vocabulary bucket of its column, and an example without any known feature gets an
 * answer too. A feature that cannot be used counts as missing, in {@link
 * HybridModel#servingReport}. The scores of a prediction are probabilities over all labels; they
 * hold the k best, best first. Only where they hold all labels ({@link #withAllScores}) are they a
 * distribution, and only then {@link #generatesProbabilities} is true. A label of the domain that
 * is no item of the model has score 0.
 *
 * <p>{@link #serialize} puts the bytes of the model file, whole, into Tribuo's protobuf; Java
 * serialization is refused.
 */
public final class HybridTribuoModel extends Model<Label> {

  /** How many labels the scores of a prediction hold by default. */
  public static final int DEFAULT_TOP_K = 10;

  private static final long serialVersionUID = 1L;
  private static final int ALL = 0;
  private static final int BATCH = 64;

  private final transient HybridModel model;
  private final transient Cells cells;
  private final int topK;

  HybridTribuoModel(
      String name,
      ModelProvenance provenance,
      ImmutableFeatureMap features,
      ImmutableOutputInfo<Label> labels,
      HybridModel model,
      int topK) {
    super(name, provenance, features, labels, topK == ALL || topK >= labels.size());
    this.model = model;
    this.cells = new Cells(CellKinds.of(model.recommender()));
    this.topK = topK;
  }

  static HybridTribuoModel trained(
      HybridModel model,
      int topK,
      ImmutableFeatureMap features,
      ImmutableOutputInfo<Label> labels,
      RunFacts facts) {
    return new HybridTribuoModel("hybrid", facts.of(model), features, labels, model, topK);
  }

  /**
   * Returns a model of this library, wherever it was trained, as one of Tribuo's. Its provenance
   * has the facts of the model file; its time is now.
   *
   * @throws org.hybridrec.features.source.SchemaException if a column takes positions or weights of
   *     a list, which Tribuo's examples do not have
   */
  public static HybridTribuoModel of(HybridModel model) {
    return trained(
        model,
        DEFAULT_TOP_K,
        LabelDomain.noFeatures(),
        LabelDomain.of(model.items()),
        new RunFacts(
            RunFacts.dataset(model, HybridModel.class.getName()),
            HybridTrainer.of(model.recommender()).getProvenance(),
            Map.of()));
  }

  /** Returns the model behind this one. */
  public HybridModel model() {
    return model;
  }

  /**
   * Returns this model with another number of labels in the scores of a prediction.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public HybridTribuoModel withTopK(int topK) {
    if (topK < 1) {
      throw new IllegalArgumentException(
          "topK must be at least 1, was " + topK + "; for all labels use withAllScores()");
    }
    return copy(name, provenance, topK);
  }

  /** Returns this model with the scores of all labels in each prediction. */
  public HybridTribuoModel withAllScores() {
    return copy(name, provenance, ALL);
  }

  @Override
  protected HybridTribuoModel copy(String newName, ModelProvenance newProvenance) {
    return copy(newName, newProvenance, topK);
  }

  private HybridTribuoModel copy(String newName, ModelProvenance newProvenance, int newTopK) {
    return new HybridTribuoModel(
        newName, newProvenance, featureIDMap, outputIDInfo, model, newTopK);
  }

  /** Predicts the label of an example. Never throws for what the example holds. */
  @Override
  public Prediction<Label> predict(Example<Label> example) {
    return predictAll(List.of(example)).get(0);
  }

  @Override
  protected List<Prediction<Label>> innerPredict(Iterable<Example<Label>> examples) {
    List<Prediction<Label>> predictions = new ArrayList<>();
    List<Example<Label>> batch = new ArrayList<>(BATCH);
    for (Example<Label> example : examples) {
      batch.add(example);
      if (batch.size() == BATCH) {
        predictions.addAll(predictAll(batch));
        batch.clear();
      }
    }
    predictions.addAll(predictAll(batch));
    return predictions;
  }

  private List<Prediction<Label>> predictAll(List<Example<Label>> examples) {
    List<Map<String, Object>> rows = examples.stream().map(cells::lenient).toList();
    int k = generatesProbabilities ? model.items().size() : topK;
    List<List<Recommendation>> answers = model.recommendAll(rows, Top.of(k));
    List<Prediction<Label>> predictions = new ArrayList<>(examples.size());
    for (int i = 0; i < examples.size(); i++) {
      predictions.add(prediction(examples.get(i), answers.get(i)));
    }
    return predictions;
  }

  private Prediction<Label> prediction(Example<Label> example, List<Recommendation> answer) {
    Map<String, Label> scores = new LinkedHashMap<>();
    for (Recommendation item : answer) {
      scores.put(item.id(), new Label(item.id(), item.probability()));
    }
    Label best = scores.values().iterator().next();
    if (generatesProbabilities) {
      for (int id = 0; id < outputIDInfo.size(); id++) {
        String label = outputIDInfo.getOutput(id).getLabel();
        scores.computeIfAbsent(label, other -> new Label(other, 0));
      }
    }
    return new Prediction<>(
        best, scores, cells.countRead(example), example, generatesProbabilities);
  }

  /**
   * Returns the columns of greatest weight under {@link Model#ALL_OUTPUTS}, each with what {@link
   * ColumnContributions#overall} says of it.
   *
   * @param n how many; below 0 for all
   */
  @Override
  public Map<String, List<Pair<String, Double>>> getTopFeatures(int n) {
    List<ColumnContribution> columns = ColumnContributions.overall(model);
    int count = n < 0 ? columns.size() : Math.min(n, columns.size());
    return Map.of(ALL_OUTPUTS, pairs(columns.subList(0, count)));
  }

  /**
   * Explains a prediction: for each label in its scores that is an item of the model, by how much
   * every column of the recipe raised the natural logarithm of the label's probability, as {@link
   * ColumnContributions#of} measures it.
   */
  @Override
  public Optional<Excuse<Label>> getExcuse(Example<Label> example) {
    Prediction<Label> prediction = predict(example);
    List<String> items =
        prediction.getOutputScores().keySet().stream()
            .filter(label -> model.items().indexOf(label) >= 0)
            .toList();
    Map<String, List<Pair<String, Double>>> weights = new LinkedHashMap<>();
    ColumnContributions.of(model, cells.lenient(example), items)
        .forEach((label, columns) -> weights.put(label, pairs(columns)));
    return Optional.of(new Excuse<>(example, prediction, weights));
  }

  private static List<Pair<String, Double>> pairs(List<ColumnContribution> columns) {
    return columns.stream().map(each -> new Pair<>(each.column(), each.value())).toList();
  }

  /**
   * Returns the model as Tribuo's protobuf, in which the model file is whole.
   *
   * @throws IllegalStateException if it has 2^31 bytes or more
   */
  @Override
  public ModelProto serialize() {
    return ModelProto.newBuilder()
        .setVersion(Payload.VERSION)
        .setClassName(HybridTribuoModel.class.getName())
        .setSerializedData(
            Any.pack(Payload.write(createDataCarrier().serialize(), topK, model.file())))
        .build();
  }

  /**
   * Reads what {@link #serialize} wrote; called by Tribuo.
   *
   * @param version the version of the form
   * @param className the class that wrote it
   * @param message the content
   * @throws InvalidProtocolBufferException if it is not of this form
   * @throws org.hybridrec.core.file.ModelFormatException if the model file within is damaged
   */
  public static HybridTribuoModel deserializeFromProto(int version, String className, Any message)
      throws InvalidProtocolBufferException {
    return Payload.read(version, message, List.of(), List.of());
  }

  /**
   * Reads a model that uses encoders or tokenizers of one's own, which {@link
   * Model#deserializeFromFile} cannot be given.
   *
   * @param file what {@link #serializeToFile} wrote
   * @param encoders encoders of one's own, found by name and fingerprint
   * @param tokenizers tokenizers of one's own, found by name
   * @throws IOException if the file cannot be read or is not of this form
   * @throws org.hybridrec.core.MissingEncoderException if the model uses one that was not given
   */
  public static HybridTribuoModel read(
      Path file, List<VectorEncoder> encoders, List<Tokenizer> tokenizers) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      ModelProto proto = ModelProto.parseFrom(in);
      if (!proto.getClassName().equals(HybridTribuoModel.class.getName())) {
        throw new InvalidProtocolBufferException(
            file + ": expected a " + HybridTribuoModel.class.getName() + ", was another model");
      }
      return Payload.read(proto.getVersion(), proto.getSerializedData(), encoders, tokenizers);
    }
  }

  /** Refuses Java serialization. */
  private Object writeReplace() throws NotSerializableException {
    throw new NotSerializableException(
        HybridTribuoModel.class.getName() + ": use serializeToFile, which writes protobuf");
  }

  /** Refuses Java serialization of bytes that were made up. */
  private Object readResolve() throws NotSerializableException {
    return writeReplace();
  }
}
