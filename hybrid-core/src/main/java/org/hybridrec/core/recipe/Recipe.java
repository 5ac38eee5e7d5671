package org.hybridrec.core.recipe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hybridrec.core.HybridRecommender;
import org.hybridrec.core.RecommenderReader;
import org.hybridrec.features.Definition;
import org.hybridrec.features.DefinitionException;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.Quoted;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

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
 * to the recipe's folder.
 */
public final class Recipe {

  private static final int MOST_CHARS = 10_000_000;

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
    try {
      Path folder = file.toAbsolutePath().getParent();
      return of(file.toString(), Files.readString(file), folder == null ? Path.of("") : folder);
    } catch (CharacterCodingException e) {
      throw new DefinitionException("recipe " + file + ": the file is not UTF-8", e);
    } catch (NoSuchFileException e) {
      throw new UncheckedIOException("recipe " + file + ": there is no such file", e);
    } catch (IOException e) {
      throw new UncheckedIOException("recipe " + file + " cannot be read: " + e.getMessage(), e);
    }
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
    return new Recipe(name, tree(name, yaml), folder);
  }

  private static @Nullable Object tree(String name, String yaml) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(name)
            .setAllowDuplicateKeys(false)
            .setMaxAliasesForCollections(50)
            .setCodePointLimit(MOST_CHARS)
            .build();
    try {
      return new Load(settings).loadFromString(yaml);
    } catch (YamlEngineException e) {
      throw new DefinitionException("recipe " + name + " is not YAML: " + problem(e));
    }
  }

  /** What the parser found, in one line: its own message quotes lines of the file as they are. */
  private static String problem(YamlEngineException e) {
    if (e instanceof MarkedYamlEngineException marked && marked.getProblem() != null) {
      String where =
          marked
              .getProblemMark()
              .map(mark -> "line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1))
              .orElse("at its end");
      return where + ": " + Quoted.of(marked.getProblem());
    }
    return Quoted.of(String.valueOf(e.getMessage()));
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
   * Fits what the recipe leaves to the data, on the training rows alone, and returns the
   * recommender that the recipe describes. Nothing is trained yet.
   *
   * @param trainingRows the rows that the recommender will learn from
   * @throws DefinitionException if the recipe cannot be understood; the message names the place
   * @throws org.hybridrec.features.source.SchemaException if the rows lack a field that is fitted
   *     on
   */
  public HybridRecommender fit(ExampleSource trainingRows) {
    return new RecommenderReader(new RecipeFacts(folder, trainingRows))
        .read(Definition.of(name + ": ", tree));
  }
}
