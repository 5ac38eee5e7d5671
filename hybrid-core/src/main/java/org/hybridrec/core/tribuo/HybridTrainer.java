package org.hybridrec.core.tribuo;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import java.nio.file.Path;
import java.util.Map;
import org.hybridrec.core.HybridModel;
import org.hybridrec.core.HybridRecommender;
import org.hybridrec.core.TrainingRun;
import org.hybridrec.core.recipe.Recipe;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.InvalidDataException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.provenance.DatasetProvenance;
import org.tribuo.provenance.TrainerProvenance;
import org.tribuo.provenance.impl.TrainerProvenanceImpl;

/**
 * Trains hybrid recommenders as Tribuo's trainers do, from a recipe: in code, or by an OLCUT
 * configuration.
 *
 * <pre>{@code
 * Trainer<Label> trainer = HybridTrainer.of(recommender).withTopK(20);
 * Model<Label> model = trainer.train(dataset);
 * }</pre>
 *
 * <pre>{@code
 * <component name="hybrid" type="org.hybridrec.core.tribuo.HybridTrainer">
 *   <property name="recipeFile" value="recipe.yaml"/>
 * </component>
 * }</pre>
 *
 * <p>Features are named {@code field@value}; how they become rows says {@link TribuoSource}. The
 * training is {@link TrainingRun}'s: the same rows give the same model whether they come from a
 * Tribuo data set or from a source of this library. Randomness comes from the recipe's seed alone,
 * so the number of invocations changes nothing. Weights of examples are not used, and one warning
 * says so.
 *
 * <p>Thread-safe. The options are set by methods that return another trainer; only the count of
 * invocations changes.
 */
public final class HybridTrainer implements Trainer<Label> {

  private static final Logger LOG = LoggerFactory.getLogger(HybridTrainer.class);

  @Config(description = "The recipe, YAML; paths within are relative to the working folder.")
  private @Nullable String recipe;

  @Config(description = "The file of the recipe, YAML; paths within are relative to its folder.")
  private @Nullable Path recipeFile;

  @Config(description = "How many labels a prediction's scores hold; 0 for all.")
  private int topK = HybridTribuoModel.DEFAULT_TOP_K;

  @Config(description = "Threads that train; 0 for one a processor. The model is the same.")
  private int threads;

  private @Nullable Recipe read;
  private @Nullable HybridRecommender recommender;
  private int invocations;

  /** For OLCUT, which sets the fields. */
  private HybridTrainer() {}

  /** Returns a trainer of a recommender whose facts are fitted. */
  public static HybridTrainer of(HybridRecommender recommender) {
    HybridTrainer trainer = new HybridTrainer();
    trainer.recommender = recommender;
    return trainer;
  }

  /**
   * Returns a trainer of the recipe in a YAML file. What the recipe leaves to the data is fitted in
   * each training.
   *
   * @throws java.io.UncheckedIOException if the file cannot be read
   * @throws org.hybridrec.features.DefinitionException if it is not YAML
   */
  public static HybridTrainer ofRecipe(Path file) {
    HybridTrainer trainer = new HybridTrainer();
    trainer.recipeFile = file;
    trainer.read = Recipe.read(file);
    return trainer;
  }

  /**
   * Returns a trainer of a recipe in YAML.
   *
   * @throws org.hybridrec.features.DefinitionException if it is not YAML
   */
  public static HybridTrainer ofRecipe(String yaml) {
    HybridTrainer trainer = new HybridTrainer();
    trainer.recipe = yaml;
    trainer.read = parse(yaml);
    return trainer;
  }

  private static Recipe parse(String yaml) {
    return Recipe.of("of the trainer", yaml, Path.of(""));
  }

  /**
   * Checks what a configuration has set, and reads the recipe.
   *
   * @throws PropertyException if there is no recipe or there are two, or a number is below 0
   */
  @Override
  public void postConfig() {
    if ((recipe == null) == (recipeFile == null)) {
      throw new PropertyException(
          "",
          "recipe",
          "exactly one of recipe and recipeFile must be set, "
              + (recipe == null ? "none was" : "both were"));
    }
    if (topK < 0) {
      throw new PropertyException("", "topK", atLeastZero("topK", topK));
    }
    if (threads < 0) {
      throw new PropertyException("", "threads", atLeastZero("threads", threads));
    }
    read = recipe == null ? Recipe.read(recipeFile) : parse(recipe);
  }

  private static String atLeastZero(String name, int value) {
    return name + " must be at least 0, was " + value;
  }

  /**
   * Returns this trainer with another number of labels in the scores of a prediction, 0 for all;
   * the default is {@value HybridTribuoModel#DEFAULT_TOP_K}.
   *
   * @throws IllegalArgumentException if it is below 0
   */
  public HybridTrainer withTopK(int topK) {
    if (topK < 0) {
      throw new IllegalArgumentException(atLeastZero("topK", topK));
    }
    HybridTrainer trainer = copy();
    trainer.topK = topK;
    return trainer;
  }

  /**
   * Returns this trainer with another number of threads, 0 for one a processor.
   *
   * @throws IllegalArgumentException if it is below 0
   */
  public HybridTrainer withThreads(int threads) {
    if (threads < 0) {
      throw new IllegalArgumentException(atLeastZero("threads", threads));
    }
    HybridTrainer trainer = copy();
    trainer.threads = threads;
    return trainer;
  }

  private synchronized HybridTrainer copy() {
    HybridTrainer trainer = new HybridTrainer();
    trainer.recipe = recipe;
    trainer.recipeFile = recipeFile;
    trainer.topK = topK;
    trainer.threads = threads;
    trainer.read = read;
    trainer.recommender = recommender;
    return trainer;
  }

  @Override
  public HybridTribuoModel train(Dataset<Label> examples) {
    return train(examples, Map.of());
  }

  @Override
  public HybridTribuoModel train(Dataset<Label> examples, Map<String, Provenance> runProvenance) {
    return train(examples, runProvenance, INCREMENT_INVOCATION_COUNT);
  }

  /**
   * Trains a model.
   *
   * @param examples features named {@code field@value}
   * @param runProvenance facts of this run, kept in the model's provenance
   * @param invocationCount what the count of invocations is set to before, or {@link
   *     Trainer#INCREMENT_INVOCATION_COUNT}; the model does not depend on it
   * @throws org.hybridrec.features.source.SchemaException if the data set lacks a field that the
   *     recipe reads, with all problems at once
   * @throws InvalidDataException if no example has a label, none is an item of the recipe, or a
   *     feature cannot be used; names the example
   * @throws org.hybridrec.features.DefinitionException if the recipe cannot be understood
   */
  @Override
  public HybridTribuoModel train(
      Dataset<Label> examples, Map<String, Provenance> runProvenance, int invocationCount) {
    TrainerProvenance provenance = begin(invocationCount);
    checkLabels(examples);
    HybridModel model = fit(examples);
    return HybridTribuoModel.trained(
        model,
        topK,
        examples.getFeatureIDMap(),
        LabelDomain.of(examples, model.items()),
        new RunFacts(examples.getProvenance(), provenance, runProvenance));
  }

  /**
   * Trains a model from a source of this library, as {@link HybridRecommender#fit} does.
   *
   * @see HybridRecommender#fit
   */
  public HybridTribuoModel train(ExampleSource rows) {
    TrainerProvenance provenance = begin(INCREMENT_INVOCATION_COUNT);
    HybridModel model = run(recommender(rows)).fit(rows);
    DatasetProvenance data = RunFacts.dataset(model, rows.getClass().getName());
    return HybridTribuoModel.trained(
        model,
        topK,
        LabelDomain.noFeatures(),
        LabelDomain.of(model.items()),
        new RunFacts(data, provenance, Map.of()));
  }

  private synchronized TrainerProvenance begin(int invocationCount) {
    if (invocationCount != INCREMENT_INVOCATION_COUNT) {
      setInvocationCount(invocationCount);
    }
    TrainerProvenance provenance = getProvenance();
    invocations++;
    return provenance;
  }

  private HybridModel fit(Dataset<Label> examples) {
    if (recommender != null) {
      return run(recommender).fit(TribuoSource.of(examples, recommender));
    }
    // A recipe without label field is refused when it is fitted.
    String label = recipe().labelField().orElse("label");
    TribuoSource rows = TribuoSource.of(examples, label);
    HybridRecommender fitted = recommender(rows);
    return run(fitted).fit(rows.readBy(fitted));
  }

  private HybridRecommender recommender(ExampleSource rows) {
    return recommender == null ? recipe().fit(rows) : recommender;
  }

  private Recipe recipe() {
    if (read == null) {
      throw new IllegalStateException("the trainer has no recipe: its postConfig was not called");
    }
    return read;
  }

  private TrainingRun run(HybridRecommender recommender) {
    return threads == 0 ? recommender.run() : recommender.run().threads(threads);
  }

  private static void checkLabels(Dataset<Label> examples) {
    if (examples.size() > 0 && examples.getOutputInfo().size() == 0) {
      throw new InvalidDataException(
          "none of the data set's "
              + examples.size()
              + " examples has a label; build it from a source whose examples have their outputs");
    }
    for (Example<Label> example : examples) {
      if (example.getWeight() != Example.DEFAULT_WEIGHT) {
        LOG.warn("the examples have weights, which this trainer does not use");
        return;
      }
    }
  }

  @Override
  public synchronized int getInvocationCount() {
    return invocations;
  }

  @Override
  public synchronized void setInvocationCount(int invocationCount) {
    if (invocationCount < 0) {
      throw new IllegalArgumentException(atLeastZero("invocationCount", invocationCount));
    }
    invocations = invocationCount;
  }

  @Override
  public TrainerProvenance getProvenance() {
    return new TrainerProvenanceImpl(this);
  }

  @Override
  public String toString() {
    return "HybridTrainer(topK=" + topK + ",threads=" + threads + ")";
  }
}
