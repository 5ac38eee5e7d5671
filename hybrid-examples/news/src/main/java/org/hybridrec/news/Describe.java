package org.hybridrec.news;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import org.hybridrec.core.FittedFact;
import org.hybridrec.core.FittedFacts;
import org.hybridrec.core.HybridModel;
import org.hybridrec.core.HybridRecommender;
import org.hybridrec.core.network.NetworkShape;
import org.hybridrec.core.network.Regularization;
import org.hybridrec.core.network.SampledSoftmax;
import org.hybridrec.core.optimization.Decay;
import org.hybridrec.core.optimization.LearningRateSchedule;
import org.hybridrec.core.training.TrainingOptions;
import org.hybridrec.features.CategoricalColumn;
import org.hybridrec.features.DenseColumn;
import org.hybridrec.features.EmbeddingColumn;
import org.hybridrec.features.Field;
import org.hybridrec.features.IndicatorColumn;
import org.hybridrec.features.NumericColumn;
import org.hybridrec.features.VectorColumn;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what is in a model file. */
@Command(
    name = "describe",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Shows a saved model: its columns, label, network, training options and fit report.",
    footer = {"", "Example:", "  hybrid describe --model news.safetensors"})
final class Describe implements Callable<Integer> {

  @Option(names = "--model", required = true, paramLabel = "FILE", description = "A saved model.")
  private Path model;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  Describe() {}

  @Override
  public Integer call() {
    HybridModel loaded = ModelFiles.load(model);
    HybridRecommender recommender = loaded.recommender();
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "predicts %s, one of %,d items%n",
        recommender.label().field(),
        recommender.items().size());
    columns(recommender, out);
    network(loaded.network().shape(), recommender, out);
    training(recommender.training(), out);
    facts(recommender.fittedFacts(), out);
    Report.fit(loaded.fitReport(), out);
    return 0;
  }

  private static void columns(HybridRecommender recommender, PrintWriter out) {
    out.println("columns, in the order of the input layer");
    Table table = new Table("column", "width", "kind", "reads");
    for (DenseColumn column : recommender.columns()) {
      String fields =
          String.join(", ", column.fields().stream().map(Field::source).distinct().toList());
      table.add(column.name(), Report.count(column.width()), kind(column), fields);
    }
    table.print(out);
  }

  private static String kind(DenseColumn column) {
    if (column instanceof EmbeddingColumn embedding) {
      return "embedding of " + ids(embedding.of());
    } else if (column instanceof IndicatorColumn indicator) {
      return "indicator of " + ids(indicator.of());
    } else if (column instanceof VectorColumn vector) {
      return "vector by " + vector.encoder().name();
    } else {
      return column instanceof NumericColumn ? "number" : column.getClass().getSimpleName();
    }
  }

  private static String ids(CategoricalColumn column) {
    return Report.count(column.cardinality()) + " ids";
  }

  private static void network(NetworkShape shape, HybridRecommender recommender, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "network: input %,d wide, hidden units %s, %,d classes, %,d parameters%s%n",
        recommender.columns().stream().mapToInt(DenseColumn::width).sum(),
        shape.hiddenUnits(),
        shape.classCount(),
        shape.parameterCount(),
        recommender.outputBiasFromFrequency() ? ", output bias from frequency" : "");
  }

  private static void facts(FittedFacts facts, PrintWriter out) {
    if (facts.train() != null) {
      out.println("made for " + facts.train());
    }
    for (FittedFact fact : facts.facts()) {
      boolean train = fact.on().equals(facts.train());
      out.println("  " + fact.what() + (train ? "" : ": fitted on " + fact.on()));
    }
    facts.problems().forEach(problem -> out.println("  FLAGGED: " + problem));
  }

  private static void training(TrainingOptions options, PrintWriter out) {
    StringJoiner text = new StringJoiner(", ", "training: ", "");
    text.add(options.optimizer().getClass().getSimpleName().toLowerCase(Locale.ROOT));
    text.add("learning rate " + options.optimizer().learningRate());
    schedule(options.schedule(), text);
    text.add("batches of " + options.batchSize());
    if (options.epochs() < Integer.MAX_VALUE) {
      text.add("at most " + options.epochs() + " epochs");
    }
    if (options.maxSteps() < Long.MAX_VALUE) {
      text.add("at most " + options.maxSteps() + " steps");
    }
    if (options.patience() > 0) {
      text.add("stops after " + options.patience() + " epochs without a better loss");
    }
    regularization(options.regularization(), text);
    SampledSoftmax sampled = options.sampledSoftmax();
    if (sampled != null) {
      text.add(
          String.format(
              Locale.ROOT,
              "sampled softmax with %d negatives by %s",
              sampled.negatives(),
              sampled.proposal().name().toLowerCase(Locale.ROOT).replace('_', '-')));
    }
    if (options.gradientClip() < Float.POSITIVE_INFINITY) {
      text.add("gradients clipped at " + options.gradientClip());
    }
    out.println(text.add("seed " + options.seed()));
  }

  private static void schedule(LearningRateSchedule schedule, StringJoiner text) {
    if (schedule.warmUpSteps() > 0) {
      text.add("warm-up of " + schedule.warmUpSteps() + " steps");
    }
    if (schedule.decay() instanceof Decay.Cosine cosine) {
      text.add("cosine decay over " + cosine.steps() + " steps to " + cosine.fraction());
    } else if (schedule.decay() instanceof Decay.Steps steps) {
      text.add("times " + steps.factor() + " every " + steps.every() + " steps");
    }
  }

  private static void regularization(Regularization regularization, StringJoiner text) {
    addPositive(text, "embedding dropout ", regularization.embeddingDropout());
    addPositive(text, "hidden dropout ", regularization.hiddenDropout());
    addPositive(text, "L2 ", regularization.l2());
  }

  private static void addPositive(StringJoiner text, String name, float value) {
    if (value > 0) {
      text.add(name + value);
    }
  }
}
