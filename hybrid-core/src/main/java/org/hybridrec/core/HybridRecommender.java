package org.hybridrec.core;

import java.util.List;
import java.util.Optional;
import org.hybridrec.core.training.TrainingOptions;
import org.hybridrec.features.DenseColumn;
import org.hybridrec.features.FeatureEncoder;
import org.hybridrec.features.ItemIndex;
import org.hybridrec.features.LabelColumn;
import org.hybridrec.features.dataset.Reversal;
import org.hybridrec.features.source.ExampleSource;
import org.jspecify.annotations.Nullable;

/**
 * The recipe of a hybrid recommender: what is predicted, from which columns, by which network,
 * trained how. Immutable and thread-safe; {@link #fit} may be called any number of times.
 *
 * <pre>{@code
 * HybridRecommender recommender =
 *     HybridRecommender.builder()
 *         .label("next_content_id", ItemIndex.of(rows, "next_content_id"))
 *         .column(embedding(hashBucket("content_id", 20_000), 10))
 *         .hiddenUnits(256, 128, 64)
 *         .epochs(3)
 *         .build();
 * HybridModel model = recommender.fit(rows);
 * }</pre>
 *
 * <p>The network is the one of Covington, Adams and Sargin, "Deep neural networks for YouTube
 * recommendations" (RecSys 2016) in its candidate generation form: input columns, ReLU layers, one
 * softmax class an item. The same data, recipe and seed give the same model file, byte for byte.
 */
public final class HybridRecommender {

  private final LabelColumn label;
  private final @Nullable Reversal reversal;
  private final FeatureEncoder encoder;
  private final List<Integer> hiddenUnits;
  private final boolean outputBiasFromFrequency;
  private final TrainingOptions training;
  private final FittedFacts fittedFacts;

  HybridRecommender(
      LabelColumn label,
      @Nullable Reversal reversal,
      FeatureEncoder encoder,
      List<Integer> hiddenUnits,
      boolean outputBiasFromFrequency,
      TrainingOptions training,
      FittedFacts fittedFacts) {
    this.label = label;
    this.reversal = reversal;
    this.encoder = encoder;
    this.hiddenUnits = List.copyOf(hiddenUnits);
    this.outputBiasFromFrequency = outputBiasFromFrequency;
    this.training = training;
    this.fittedFacts = fittedFacts;
  }

  /** Returns a builder without any option set. */
  public static RecommenderBuilder builder() {
    return new RecommenderBuilder();
  }

  /**
   * Learns from all rows of a source; rows whose label is missing or not in the index are skipped
   * and counted.
   *
   * @throws org.hybridrec.features.source.SchemaException if the source lacks columns, with all
   *     problems at once
   * @throws org.hybridrec.features.source.InvalidDataException if a value cannot be used, or no row
   *     has a known label
   * @throws org.hybridrec.core.training.TrainingDivergedException if the loss is no longer finite
   */
  public HybridModel fit(ExampleSource rows) {
    return run().fit(rows);
  }

  /** Returns a run of this recipe, to which threads, validation rows and listeners can be given. */
  public TrainingRun run() {
    return new TrainingRun(this);
  }

  /** Returns what is predicted. */
  public LabelColumn label() {
    return label;
  }

  /** Returns how training rows are turned around for further ones, if they are. */
  public Optional<Reversal> reversedRows() {
    return Optional.ofNullable(reversal);
  }

  /** Returns the rows that are learned from, given the training rows. */
  LearnedRows learned(ExampleSource rows) {
    return LearnedRows.of(label, reversal, rows);
  }

  /** Returns the items that can be recommended. */
  public ItemIndex items() {
    return label.items();
  }

  /** Returns the columns in the order of the input layer. */
  public List<DenseColumn> columns() {
    return encoder.columns();
  }

  /** Returns what encodes rows for this recommender. */
  public FeatureEncoder encoder() {
    return encoder;
  }

  /** Returns the widths of the hidden layers from the input on. */
  public List<Integer> hiddenUnits() {
    return hiddenUnits;
  }

  /** Returns true if the output bias starts at the logarithm of the items' frequency. */
  public boolean outputBiasFromFrequency() {
    return outputBiasFromFrequency;
  }

  /** Returns which rows the facts of this recipe were fitted on, as far as that is known. */
  public FittedFacts fittedFacts() {
    return fittedFacts;
  }

  /** Returns the same recipe with what is known of the rows that its facts were fitted on. */
  public HybridRecommender withFittedFacts(FittedFacts facts) {
    return new HybridRecommender(
        label, reversal, encoder, hiddenUnits, outputBiasFromFrequency, training, facts);
  }

  /** Returns how the network is trained. */
  public TrainingOptions training() {
    return training;
  }
}
