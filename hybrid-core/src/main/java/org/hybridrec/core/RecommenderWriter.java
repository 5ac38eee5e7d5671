package org.hybridrec.core;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.hybridrec.core.network.Regularization;
import org.hybridrec.core.network.SampledSoftmax;
import org.hybridrec.core.optimization.Adagrad;
import org.hybridrec.core.optimization.Adam;
import org.hybridrec.core.optimization.Decay;
import org.hybridrec.core.optimization.LearningRateSchedule;
import org.hybridrec.core.optimization.Optimizer;
import org.hybridrec.core.training.TrainingOptions;
import org.hybridrec.features.ColumnWriter;
import org.hybridrec.features.FactSink;
import org.hybridrec.features.NumericColumn;
import org.hybridrec.features.Vocabulary;

/**
 * Writes a recipe in its one textual form, a tree that becomes JSON in a model file and has the
 * keys of a YAML recipe. {@link RecommenderReader} reads it.
 */
public final class RecommenderWriter {

  private final FactSink facts;

  /** Makes a writer that leaves fitted facts in that sink. */
  public RecommenderWriter(FactSink facts) {
    this.facts = facts;
  }

  /** Returns the textual form of a recipe. */
  public Map<String, Object> write(HybridRecommender recommender) {
    Map<String, Object> label = new LinkedHashMap<>();
    label.put("field", recommender.label().field());
    label.put("items", facts.vocabulary("label", Vocabulary.of(recommender.items().ids())));
    NumericColumn weight = recommender.label().weight();
    if (weight != null) {
      label.put("weight", ColumnWriter.number(weight));
    }
    Map<String, Object> network = new LinkedHashMap<>();
    network.put("hidden_units", recommender.hiddenUnits());
    if (recommender.outputBiasFromFrequency()) {
      network.put("output_bias_from_frequency", true);
    }
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("label", label);
    tree.put("columns", new ColumnWriter(facts).write(recommender.columns()));
    tree.put("network", network);
    Map<String, Object> training = training(recommender.training());
    recommender
        .reversedRows()
        .ifPresent(
            reversal -> training.put(ReversalDefinition.KEY, ReversalDefinition.write(reversal)));
    tree.put("training", training);
    Map<String, Object> fittedOn = recommender.fittedFacts().write();
    if (fittedOn != null) {
      tree.put("fitted_on", fittedOn);
    }
    return tree;
  }

  private static Map<String, Object> training(TrainingOptions options) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("optimizer", optimizer(options.optimizer()));
    tree.put("batch_size", options.batchSize());
    if (options.epochs() != Integer.MAX_VALUE) {
      tree.put("epochs", options.epochs());
    }
    if (options.maxSteps() != Long.MAX_VALUE) {
      tree.put("max_steps", options.maxSteps());
    }
    if (options.patience() > 0) {
      tree.put("early_stopping", options.patience());
    }
    tree.put("seed", options.seed());
    Regularization regularization = options.regularization();
    putPositive(tree, "embedding_dropout", regularization.embeddingDropout());
    putPositive(tree, "hidden_dropout", regularization.hiddenDropout());
    putPositive(tree, "l2", regularization.l2());
    SampledSoftmax sampled = options.sampledSoftmax();
    if (sampled != null) {
      tree.put("sampled_softmax", sampled(sampled));
    }
    if (!options.schedule().equals(LearningRateSchedule.CONSTANT)) {
      tree.put("learning_rate_schedule", schedule(options.schedule()));
    }
    if (options.gradientClip() < Float.POSITIVE_INFINITY) {
      tree.put("gradient_clip", options.gradientClip());
    }
    return tree;
  }

  private static Map<String, Object> schedule(LearningRateSchedule schedule) {
    Map<String, Object> tree = new LinkedHashMap<>();
    if (schedule.warmUpSteps() > 0) {
      tree.put("warm_up", schedule.warmUpSteps());
    }
    Map<String, Object> body = new LinkedHashMap<>();
    if (schedule.decay() instanceof Decay.Cosine cosine) {
      body.put("steps", cosine.steps());
      body.put("fraction", cosine.fraction());
      tree.put("cosine", body);
    } else if (schedule.decay() instanceof Decay.Steps steps) {
      body.put("every", steps.every());
      body.put("factor", steps.factor());
      tree.put("step_decay", body);
    }
    return tree;
  }

  private static Map<String, Object> sampled(SampledSoftmax sampled) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("negatives", sampled.negatives());
    tree.put("proposal", sampled.proposal().name().toLowerCase(Locale.ROOT));
    return tree;
  }

  private static void putPositive(Map<String, Object> tree, String key, float value) {
    if (value > 0) {
      tree.put(key, value);
    }
  }

  private static Map<String, Object> optimizer(Optimizer optimizer) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("learning_rate", optimizer.learningRate());
    if (optimizer instanceof Adagrad adagrad) {
      tree.put("initial_accumulator", adagrad.initialAccumulator());
      return Map.of("adagrad", tree);
    } else if (optimizer instanceof Adam adam) {
      tree.put("beta1", adam.beta1());
      tree.put("beta2", adam.beta2());
      tree.put("epsilon", adam.epsilon());
      return Map.of("adam", tree);
    } else {
      return Map.of("sgd", tree);
    }
  }
}
