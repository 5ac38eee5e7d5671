package org.hybridrec.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.hybridrec.core.network.Regularization;
import org.hybridrec.core.network.SampledSoftmax;
import org.hybridrec.core.optimization.LearningRateSchedule;
import org.hybridrec.core.optimization.Optimizer;
import org.hybridrec.core.training.TrainingOptions;
import org.hybridrec.features.DenseColumn;
import org.hybridrec.features.FeatureColumns;
import org.hybridrec.features.FeatureEncoder;
import org.hybridrec.features.ItemIndex;
import org.hybridrec.features.LabelColumn;
import org.hybridrec.features.NumericColumn;
import org.hybridrec.features.dataset.Reversal;
import org.hybridrec.features.source.Quoted;
import org.jspecify.annotations.Nullable;

/**
 * Puts a {@link HybridRecommender} together. Not thread-safe. Every method checks its value at
 * once; an option that is set twice is an {@link IllegalStateException}. Label and at least one
 * column are needed, all else has a default.
 */
public final class RecommenderBuilder {

  private static final List<Integer> DEFAULT_HIDDEN_UNITS = List.of(256, 128, 64);
  private static final int DEFAULT_EPOCHS = 10;
  private static final int DEFAULT_BATCH_SIZE = 128;
  private static final long DEFAULT_SEED = 42;

  private final List<DenseColumn> columns = new ArrayList<>();
  private @Nullable LabelColumn label;
  private @Nullable NumericColumn rowWeight;
  private @Nullable Reversal reversal;
  private @Nullable List<Integer> hiddenUnits;
  private @Nullable Boolean outputBiasFromFrequency;
  private @Nullable Optimizer optimizer;
  private @Nullable Integer batchSize;
  private @Nullable Integer epochs;
  private @Nullable Long maxSteps;
  private @Nullable Integer patience;
  private @Nullable Long seed;
  private @Nullable Float embeddingDropout;
  private @Nullable Float hiddenDropout;
  private @Nullable Float l2;
  private @Nullable SampledSoftmax sampledSoftmax;
  private @Nullable LearningRateSchedule learningRateSchedule;
  private @Nullable Float gradientClip;
  private @Nullable FittedFacts fittedFacts;

  RecommenderBuilder() {}

  /**
   * Sets what is predicted: the field of the source that holds the item of each row. Needed.
   *
   * @throws IllegalStateException if it was already set
   */
  public RecommenderBuilder label(String field, ItemIndex items) {
    requireUnset("label", label);
    label = new LabelColumn(field, items);
    return this;
  }

  /**
   * Sets the field that says how much each training row counts in the loss: {@code
   * rowWeight(numeric(field))}.
   *
   * @throws IllegalStateException if it was already set
   */
  public RecommenderBuilder rowWeight(String field) {
    return rowWeight(FeatureColumns.numeric(field));
  }

  /**
   * Sets how much each training row counts in the loss, as TensorFlow's {@code weight_column}. The
   * loss of a step is Σ w·loss / Σ w over its rows. A weight is finite and at least 0; {@link
   * HybridRecommender#fit} refuses any other, and a missing one where the number has no default.
   * Serving never asks for it. By default all rows count 1.
   *
   * @throws IllegalStateException if it was already set
   */
  public RecommenderBuilder rowWeight(NumericColumn weight) {
    requireUnset("rowWeight", rowWeight);
    rowWeight = Objects.requireNonNull(weight, "weight");
    return this;
  }

  /**
   * Learns from reversed rows too: for a row of content c with the label y one of content y with
   * the label c, which counts less. {@link org.hybridrec.features.dataset.ReversedRows} says which
   * rows and how. Rows to measure on are never reversed. A {@link #rowWeight} may stand beside it,
   * as the name of a field without default and normalizer. By default rows are learned from as they
   * are.
   *
   * @throws IllegalStateException if it was already set
   */
  public RecommenderBuilder reversedRows(Reversal reversal) {
    requireUnset("reversedRows", this.reversal);
    this.reversal = Objects.requireNonNull(reversal, "reversal");
    return this;
  }

  /**
   * Adds a column. At least one is needed.
   *
   * @throws IllegalArgumentException if a column of that name was already added
   */
  public RecommenderBuilder column(DenseColumn column) {
    for (DenseColumn other : columns) {
      if (other.name().equals(column.name())) {
        throw new IllegalArgumentException(
            "column "
                + Quoted.of(column.name())
                + " was already added; give one of the two another name with named(…)");
      }
    }
    columns.add(column);
    return this;
  }

  /** Adds several columns. */
  public RecommenderBuilder columns(Collection<? extends DenseColumn> columns) {
    columns.forEach(this::column);
    return this;
  }

  /**
   * Sets the widths of the hidden layers from the input on; without any the network is a softmax
   * regression. By default 256, 128, 64.
   *
   * @throws IllegalArgumentException if a width is less than 1
   * @throws IllegalStateException if they were already set
   */
  public RecommenderBuilder hiddenUnits(int... widths) {
    requireUnset("hiddenUnits", hiddenUnits);
    for (int width : widths) {
      requireAtLeastOne("hiddenUnits", width);
    }
    hiddenUnits = Arrays.stream(widths).boxed().toList();
    return this;
  }

  /**
   * Starts each output bias at the logarithm of its item's frequency among the training labels
   * (weighted where rows are, add-one smoothed), so that training starts from the popularity model
   * instead of from chance. By default false.
   *
   * @throws IllegalStateException if it was already set
   */
  public RecommenderBuilder outputBiasFromFrequency(boolean fromFrequency) {
    requireUnset("outputBiasFromFrequency", outputBiasFromFrequency);
    outputBiasFromFrequency = fromFrequency;
    return this;
  }

  /**
   * Sets the optimizer. By default {@code Optimizer.adagrad(0.1f)}.
   *
   * @throws IllegalStateException if it was already set
   */
  public RecommenderBuilder optimizer(Optimizer optimizer) {
    requireUnset("optimizer", this.optimizer);
    this.optimizer = Objects.requireNonNull(optimizer, "optimizer");
    return this;
  }

  /**
   * Sets the rows of a step. By default 128.
   *
   * @throws IllegalArgumentException if it is less than 1
   * @throws IllegalStateException if it was already set
   */
  public RecommenderBuilder batchSize(int rows) {
    requireUnset("batchSize", batchSize);
    batchSize = requireAtLeastOne("batchSize", rows);
    return this;
  }

  /**
   * Sets how often the training rows are gone through at most. By default 10, or without limit
   * where {@link #maxSteps} is set.
   *
   * @throws IllegalArgumentException if it is less than 1
   * @throws IllegalStateException if it was already set
   */
  public RecommenderBuilder epochs(int epochs) {
    requireUnset("epochs", this.epochs);
    this.epochs = requireAtLeastOne("epochs", epochs);
    return this;
  }

  /**
   * Sets the number of steps at most. By default without limit.
   *
   * @throws IllegalArgumentException if it is less than 1
   * @throws IllegalStateException if it was already set
   */
  public RecommenderBuilder maxSteps(long steps) {
    requireUnset("maxSteps", maxSteps);
    if (steps < 1) {
      throw new IllegalArgumentException("maxSteps must be at least 1, was " + steps);
    }
    maxSteps = steps;
    return this;
  }

  /**
   * Stops training when the loss on the validation rows has not become better for that many epochs,
   * and keeps the best weights. Needs validation rows, given to {@link TrainingRun#validation}. By
   * default training does not stop early.
   *
   * @throws IllegalArgumentException if it is less than 1
   * @throws IllegalStateException if it was already set
   */
  public RecommenderBuilder earlyStopping(int patienceEpochs) {
    requireUnset("earlyStopping", patience);
    patience = requireAtLeastOne("earlyStopping", patienceEpochs);
    return this;
  }

  /**
   * Sets what every random number is drawn from. By default 42.
   *
   * @throws IllegalStateException if it was already set
   */
  public RecommenderBuilder seed(long seed) {
    requireUnset("seed", this.seed);
    this.seed = seed;
    return this;
  }

  /**
   * Sets the chance that an embedding's unit is dropped in a training step, in [0, 1). By default
   * 0.
   *
   * @throws IllegalArgumentException if it is outside that range
   * @throws IllegalStateException if it was already set
   */
  public RecommenderBuilder embeddingDropout(float rate) {
    requireUnset("embeddingDropout", embeddingDropout);
    embeddingDropout = new Regularization(rate, 0f, 0f).embeddingDropout();
    return this;
  }

  /**
   * Sets the chance that a hidden unit is dropped in a training step, in [0, 1). By default 0.
   *
   * @throws IllegalArgumentException if it is outside that range
   * @throws IllegalStateException if it was already set
   */
  public RecommenderBuilder hiddenDropout(float rate) {
    requireUnset("hiddenDropout", hiddenDropout);
    hiddenDropout = new Regularization(0f, rate, 0f).hiddenDropout();
    return this;
  }

  /**
   * Sets λ of the penalty ½·λ·Σ w² on kernels and touched embedding rows. By default 0.
   *
   * @throws IllegalArgumentException if it is negative or not finite
   * @throws IllegalStateException if it was already set
   */
  public RecommenderBuilder l2(float lambda) {
    requireUnset("l2", l2);
    l2 = new Regularization(0f, 0f, lambda).l2();
    return this;
  }

  /**
   * Trains the output layer on some classes a step instead of on all, for catalogues of many tens
   * of thousands of items and more. Recommendations and metrics stay exact. By default training is
   * exact, too.
   *
   * @throws IllegalStateException if it was already set
   */
  public RecommenderBuilder sampledSoftmax(SampledSoftmax sampledSoftmax) {
    requireUnset("sampledSoftmax", this.sampledSoftmax);
    this.sampledSoftmax = Objects.requireNonNull(sampledSoftmax, "sampledSoftmax");
    return this;
  }

  /**
   * Sets how the optimizer's learning rate changes from step to step. By default it is constant.
   *
   * @throws IllegalStateException if it was already set
   */
  public RecommenderBuilder learningRateSchedule(LearningRateSchedule schedule) {
    requireUnset("learningRateSchedule", learningRateSchedule);
    learningRateSchedule = Objects.requireNonNull(schedule, "schedule");
    return this;
  }

  /**
   * Sets the greatest norm that the gradient of a block of parameters may have in a step; a greater
   * gradient is scaled down to it. {@link org.hybridrec.core.network.StepSize} says what a block
   * is. By default nothing is clipped.
   *
   * @throws IllegalArgumentException if it is not positive and finite
   * @throws IllegalStateException if it was already set
   */
  public RecommenderBuilder gradientClip(float norm) {
    requireUnset("gradientClip", gradientClip);
    if (!(norm > 0 && norm < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("gradientClip must be positive and finite, was " + norm);
    }
    gradientClip = norm;
    return this;
  }

  /**
   * Says which rows the facts of this recipe were fitted on. The model file keeps it, and what has
   * seen rows to evaluate on is found. By default nothing is known.
   *
   * @throws IllegalStateException if it was already set
   */
  public RecommenderBuilder fittedFacts(FittedFacts facts) {
    requireUnset("fittedFacts", fittedFacts);
    fittedFacts = Objects.requireNonNull(facts, "facts");
    return this;
  }

  /**
   * Returns the recipe.
   *
   * @throws IllegalStateException if the label or every column is missing
   * @throws IllegalArgumentException if columns contradict each other, or reversed rows the label
   *     or the row weight
   */
  public HybridRecommender build() {
    LabelColumn predicted = label;
    if (predicted == null) {
      throw new IllegalStateException(
          "a recommender needs a label: call label(field, ItemIndex.of(rows, field))");
    }
    if (columns.isEmpty()) {
      throw new IllegalStateException("a recommender needs at least 1 column: call column(…)");
    }
    checkReversal(predicted);
    return new HybridRecommender(
        rowWeight == null ? predicted : predicted.weightedBy(rowWeight),
        reversal,
        FeatureEncoder.of(columns),
        or(hiddenUnits, DEFAULT_HIDDEN_UNITS),
        or(outputBiasFromFrequency, false),
        trainingOptions(),
        or(fittedFacts, FittedFacts.NONE));
  }

  private void checkReversal(LabelColumn predicted) {
    if (reversal == null) {
      return;
    }
    if (reversal.content().equals(predicted.field())
        || reversal.fields().contains(predicted.field())) {
      throw new IllegalArgumentException(
          "reversedRows: "
              + Quoted.of(predicted.field())
              + " is the label; content and the fields that describe it are other fields");
    }
    if (rowWeight != null
        && !rowWeight.equals(FeatureColumns.numeric(rowWeight.field().source()))) {
      throw new IllegalArgumentException(
          "reversedRows: a row weight beside it must be the number of a field as it is, was "
              + rowWeight
              + "; write default and normalizer into the rows");
    }
  }

  private TrainingOptions trainingOptions() {
    int unlimited = maxSteps == null ? DEFAULT_EPOCHS : Integer.MAX_VALUE;
    return new TrainingOptions(
        or(optimizer, Optimizer.adagrad(0.1f)),
        new Regularization(or(embeddingDropout, 0f), or(hiddenDropout, 0f), or(l2, 0f)),
        or(batchSize, DEFAULT_BATCH_SIZE),
        or(epochs, unlimited),
        or(maxSteps, Long.MAX_VALUE),
        or(patience, 0),
        or(seed, DEFAULT_SEED),
        sampledSoftmax,
        or(learningRateSchedule, LearningRateSchedule.CONSTANT),
        or(gradientClip, Float.POSITIVE_INFINITY));
  }

  private static <T> T or(@Nullable T value, T otherwise) {
    return value == null ? otherwise : value;
  }

  private static void requireUnset(String option, @Nullable Object value) {
    if (value != null) {
      throw new IllegalStateException(option + " was already set to " + value);
    }
  }

  private static int requireAtLeastOne(String option, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(option + " must be at least 1, was " + value);
    }
    return value;
  }
}
