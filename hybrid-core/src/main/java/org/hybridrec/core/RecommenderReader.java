package org.hybridrec.core;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hybridrec.core.network.SampledSoftmax;
import org.hybridrec.core.optimization.Adagrad;
import org.hybridrec.core.optimization.Adam;
import org.hybridrec.core.optimization.LearningRateSchedule;
import org.hybridrec.core.optimization.Optimizer;
import org.hybridrec.features.ColumnReader;
import org.hybridrec.features.Definition;
import org.hybridrec.features.DefinitionException;
import org.hybridrec.features.Facts;
import org.hybridrec.features.Field;
import org.hybridrec.features.ItemIndex;
import org.hybridrec.features.LabelColumn;
import org.hybridrec.features.dataset.Reversal;
import org.hybridrec.features.source.ExampleSource;

/**
 * Reads a recipe in its one textual form: the keys {@code label}, {@code columns}, and where
 * defaults do not serve {@code network} and {@code training}.
 */
public final class RecommenderReader {

  private static final List<String> KEYS = List.of("label", "columns", "network", "training");
  private static final String FITTED_ON = "fitted_on";

  private final Facts facts;
  private final String[] keys;

  /**
   * Makes a reader that finds fitted facts there.
   *
   * @param furtherKeys keys of a recipe that say how facts are found, and are passed over here; of
   *     them {@code fitted_on}, which a model file has, is read
   */
  public RecommenderReader(Facts facts, String... furtherKeys) {
    this.facts = facts;
    this.keys = Stream.concat(KEYS.stream(), Stream.of(furtherKeys)).toArray(String[]::new);
  }

  /**
   * Returns the rows that a recipe learns from, given its training rows: what its facts are to be
   * fitted on before it can be read.
   *
   * @throws DefinitionException if label or reversed rows cannot be understood
   * @throws org.hybridrec.features.source.SchemaException if the rows lack a field of them
   */
  public static ExampleSource learnedRows(Definition recipe, ExampleSource trainingRows) {
    Optional<Definition> reversed =
        recipe.isMap()
            ? recipe
                .find("training")
                .filter(Definition::isMap)
                .flatMap(training -> training.find(ReversalDefinition.KEY))
            : Optional.empty();
    if (reversed.isEmpty()) {
      return trainingRows;
    }
    Reversal reversal = reversed.get().read(ReversalDefinition::read);
    String label = recipe.child("label").child("field").text();
    return recipe.read(
        keys ->
            LearnedRows.of(
                    new LabelColumn(label, ItemIndex.of(List.of("-"))), reversal, trainingRows)
                .rows());
  }

  /**
   * Reads a recipe.
   *
   * @throws DefinitionException if it cannot be understood; the message names the place
   */
  public HybridRecommender read(Definition recipe) {
    return recipe.read(this::recommender);
  }

  private HybridRecommender recommender(Definition recipe) {
    recipe.allow(keys);
    RecommenderBuilder builder = HybridRecommender.builder();
    Definition label = recipe.child("label").allow("field", "items", "weight");
    String field = label.child("field").text();
    builder.label(field, ItemIndex.of(facts.vocabulary(label.child("items"), Field.of(field))));
    ColumnReader columns = new ColumnReader(facts);
    label.find("weight").ifPresent(weight -> builder.rowWeight(columns.number(weight)));
    builder.columns(columns.read(recipe.child("columns")));
    recipe.find("network").ifPresent(network -> network.read(body -> network(builder, body)));
    recipe.find("training").ifPresent(training -> training.read(body -> training(builder, body)));
    if (List.of(keys).contains(FITTED_ON)) {
      recipe.find(FITTED_ON).ifPresent(body -> builder.fittedFacts(body.read(FittedFacts::read)));
    }
    return builder.build();
  }

  private static RecommenderBuilder network(RecommenderBuilder builder, Definition body) {
    body.allow("hidden_units", "output_bias_from_frequency");
    body.find("hidden_units")
        .map(Definition::list)
        .ifPresent(units -> builder.hiddenUnits(integers(units)));
    body.find("output_bias_from_frequency")
        .ifPresent(value -> builder.outputBiasFromFrequency(value.bool()));
    return builder;
  }

  private static int[] integers(List<Definition> list) {
    return list.stream().mapToInt(Definition::integer).toArray();
  }

  private static RecommenderBuilder training(RecommenderBuilder builder, Definition body) {
    body.allow(
        "optimizer",
        "batch_size",
        "epochs",
        "max_steps",
        "early_stopping",
        "seed",
        "embedding_dropout",
        "hidden_dropout",
        "l2",
        "sampled_softmax",
        "learning_rate_schedule",
        "gradient_clip",
        ReversalDefinition.KEY);
    body.find("optimizer").ifPresent(value -> builder.optimizer(value.read(o -> optimizer(o))));
    body.find("batch_size").ifPresent(value -> builder.batchSize(value.integer()));
    body.find("epochs").ifPresent(value -> builder.epochs(value.integer()));
    body.find("max_steps").ifPresent(value -> builder.maxSteps(value.wholeNumber()));
    body.find("early_stopping").ifPresent(value -> builder.earlyStopping(value.integer()));
    body.find("seed").ifPresent(value -> builder.seed(value.wholeNumber()));
    body.find("embedding_dropout").ifPresent(value -> builder.embeddingDropout(value.number()));
    body.find("hidden_dropout").ifPresent(value -> builder.hiddenDropout(value.number()));
    body.find("l2").ifPresent(value -> builder.l2(value.number()));
    body.find("sampled_softmax")
        .ifPresent(value -> builder.sampledSoftmax(value.read(RecommenderReader::sampled)));
    body.find("learning_rate_schedule")
        .ifPresent(value -> builder.learningRateSchedule(value.read(RecommenderReader::schedule)));
    body.find(ReversalDefinition.KEY)
        .ifPresent(value -> builder.reversedRows(value.read(ReversalDefinition::read)));
    body.find("gradient_clip").ifPresent(value -> builder.gradientClip(value.number()));
    return builder;
  }

  private static LearningRateSchedule schedule(Definition body) {
    body.allow("warm_up", "cosine", "step_decay");
    Optional<Definition> cosine = body.find("cosine");
    Optional<Definition> steps = body.find("step_decay");
    if (cosine.isPresent() && steps.isPresent()) {
      throw body.wrong("had 'cosine' and 'step_decay'; give one of them");
    }
    long warmUp = body.find("warm_up").map(Definition::wholeNumber).orElse(0L);
    return cosine
        .map(value -> value.read(RecommenderReader::cosine))
        .or(() -> steps.map(value -> value.read(RecommenderReader::stepDecay)))
        .orElse(LearningRateSchedule.CONSTANT)
        .withWarmUp(warmUp);
  }

  private static LearningRateSchedule cosine(Definition body) {
    body.allow("steps", "fraction");
    float fraction = body.find("fraction").map(Definition::number).orElse(0f);
    return LearningRateSchedule.cosine(body.child("steps").wholeNumber(), fraction);
  }

  private static LearningRateSchedule stepDecay(Definition body) {
    body.allow("every", "factor");
    return LearningRateSchedule.stepDecay(
        body.child("every").wholeNumber(), body.child("factor").number());
  }

  private static SampledSoftmax sampled(Definition body) {
    body.allow("negatives", "proposal");
    int negatives =
        body.find("negatives").map(Definition::integer).orElse(SampledSoftmax.DEFAULT_NEGATIVES);
    Optional<Definition> proposal = body.find("proposal");
    return switch (proposal.map(Definition::text).orElse("frequency")) {
      case "frequency" -> SampledSoftmax.byFrequency(negatives);
      case "log_uniform" -> SampledSoftmax.logUniform(negatives);
      default ->
          throw proposal
              .orElse(body)
              .wrong(
                  "expected 'frequency' or 'log_uniform', was '"
                      + body.child("proposal").text()
                      + "'");
    };
  }

  private static Optimizer optimizer(Definition optimizer) {
    String kind = optimizer.kind();
    Definition body = optimizer.child(kind);
    float rate = body.child("learning_rate").number();
    return switch (kind) {
      case "adagrad" -> {
        body.allow("learning_rate", "initial_accumulator");
        Adagrad adagrad = Optimizer.adagrad(rate);
        Optional<Definition> initial = body.find("initial_accumulator");
        yield initial.isPresent()
            ? adagrad.withInitialAccumulator(initial.get().number())
            : adagrad;
      }
      case "adam" -> {
        body.allow("learning_rate", "beta1", "beta2", "epsilon");
        Adam adam = Optimizer.adam(rate);
        yield new Adam(
            rate,
            body.find("beta1").map(Definition::number).orElse(adam.beta1()),
            body.find("beta2").map(Definition::number).orElse(adam.beta2()),
            body.find("epsilon").map(Definition::number).orElse(adam.epsilon()));
      }
      case "sgd" -> {
        body.allow("learning_rate");
        yield Optimizer.sgd(rate);
      }
      default ->
          throw optimizer.wrong(
              "the optimizer '" + kind + "' is not known; allowed are adagrad, adam, sgd");
    };
  }
}
