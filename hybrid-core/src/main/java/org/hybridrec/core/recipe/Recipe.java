package org.hybridrec.core.recipe;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hybridrec.core.HybridRecommender;
import org.hybridrec.core.RecommenderReader;
import org.hybridrec.features.Definition;
import org.hybridrec.features.DefinitionException;
import org.hybridrec.features.source.ExampleSource;
import org.jspecify.annotations.Nullable;

/**
 * A recommender's recipe before anything is fitted, written in YAML (JSON is YAML too). Immutable
 * and thread-safe.
 *
 * <pre>{@code
 * label: {field: next_content_id, items: {fit: vocabulary}}
 * columns:
 *   - embedding: {of: {hash_bucket: {field: content_id, buckets: 15634}}, width: 10}
 *   - indicator: {of: {vocabulary: {field: category, values: {file: categories.txt}, oov_buckets: 1}}}
 * network: {hidden_units: [256, 128, 64]}
 * training: {optimizer: {adagrad: {learning_rate: 0.1}}, batch_size: 128, max_steps: 1000, seed: 42}
 * }</pre>
 *
 * <p>Fitted facts: a vocabulary is a list, {@code {file: path}} or {@code {fit: vocabulary}}; a
 * number is a number, {@code {fit: mean}} or {@code {fit: standard_deviation}}; paths are relative
 * to the recipe's folder. Collaborative factors are declared once and used by columns:
 *
 * <pre>{@code
 * factors: {users: visitor_id, items: [content_id, next_content_id], width: 32}
 * columns:
 *   - vector: {field: history, encoder: {folded_in: {fit: factors}}}
 *   - vector: {field: content_id, encoder: {item_factors: {fit: factors}}}
 * }</pre>
 */
public final class Recipe {

  /** Threads by default, as {@link org.hybridrec.core.TrainingRun} has. */
  private static final int MOST_THREADS = 16;

  private final String name;
  private final @Nullable Object tree;
  private final Path folder;

  private Recipe(String name, @Nullable Object tree, Path folder) {
    this.name = name;
    this.tree = tree;
    this.folder = folder;
  }

  /**
   * Reads a recipe from a UTF-8 file.
   *
   * @throws UncheckedIOException if the file cannot be read
   * @throws DefinitionException if it is not YAML
   */
  public static Recipe read(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    return of(
        file.toString(), YamlTree.text("recipe", file), folder == null ? Path.of("") : folder);
  }

  /**
   * Reads a recipe from text.
   *
   * @param name what messages call it
   * @param yaml the text
   * @param folder what relative paths in it start from
   * @throws DefinitionException if it is not YAML
   */
  public static Recipe of(String name, String yaml, Path folder) {
    return new Recipe(name, YamlTree.of("recipe " + name, yaml), folder);
  }

  /**
   * Makes a recipe of a tree of maps, lists, texts, numbers and booleans, as YAML is read.
   *
   * @param name what messages call it
   * @param tree the keys of a recipe
   * @param folder what relative paths in it start from
   */
  public static Recipe of(String name, Map<String, ?> tree, Path folder) {
    return new Recipe(name, tree, folder);
  }

  /**
   * Returns this recipe with another seed, whether it names one or not. A recipe that cannot be
   * understood stays as it is, for {@link #fit} to refuse.
   */
  public Recipe withSeed(long seed) {
    if (!(tree instanceof Map<?, ?> keys)) {
      return this;
    }
    Map<Object, Object> training = new LinkedHashMap<>();
    if (keys.get("training") instanceof Map<?, ?> options) {
      training.putAll(options);
    } else if (keys.get("training") != null) {
      return this;
    }
    training.put("seed", seed);
    Map<Object, Object> changed = new LinkedHashMap<>(keys);
    changed.put("training", training);
    return new Recipe(name, changed, folder);
  }

  /**
   * Returns the field that the recipe predicts, if it names one; {@link #fit} refuses it if not.
   */
  public Optional<String> labelField() {
    return tree instanceof Map<?, ?> keys
            && keys.get("label") instanceof Map<?, ?> label
            && label.get("field") instanceof String field
        ? Optional.of(field)
        : Optional.empty();
  }

  /**
   * Fits what the recipe leaves to the data, on the training rows alone, and returns the
   * recommender that the recipe describes. Where it learns from reversed rows, vocabularies and
   * numbers are fitted on these too, factors are not. Nothing is trained yet.
   *
   * @param trainingRows the rows that the recommender will learn from
   * @throws DefinitionException if the recipe cannot be understood; the message names the place
   * @throws org.hybridrec.features.source.SchemaException if the rows lack a field that is fitted
   *     on
   */
  public HybridRecommender fit(ExampleSource trainingRows) {
    return fit(trainingRows, Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors()));
  }

  /**
   * Fits as {@link #fit(ExampleSource)} does, with another number of threads for factors than there
   * are processors. The result does not depend on it.
   *
   * @throws IllegalArgumentException if threads is less than 1
   */
  public HybridRecommender fit(ExampleSource trainingRows, int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, was " + threads);
    }
    Definition root = Definition.of(name + ": ", tree);
    Optional<Definition> declared = root.isMap() ? root.find("factors") : Optional.empty();
    FactLog log = new FactLog(trainingRows);
    RecipeFactors factors = new RecipeFactors(declared, trainingRows, seed(root), threads, log);
    ExampleSource learned = RecommenderReader.learnedRows(root, trainingRows);
    RecipeFacts facts = new RecipeFacts(folder, learned, factors, log);
    HybridRecommender recommender = new RecommenderReader(facts, "factors").read(root);
    factors.requireUse();
    recommender.reversedRows().ifPresent(reversal -> factors.requireUsersKept(root, reversal));
    return recommender.withFittedFacts(log.facts());
  }

  /** The seed of the training, from which factors start unless they name their own. */
  private static long seed(Definition root) {
    return root.isMap()
        ? root.find("training")
            .filter(Definition::isMap)
            .flatMap(training -> training.find("seed"))
            .map(Definition::wholeNumber)
            .orElse(0L)
        : 0;
  }
}
