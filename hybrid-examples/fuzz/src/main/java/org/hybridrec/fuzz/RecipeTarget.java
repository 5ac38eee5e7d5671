package org.hybridrec.fuzz;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.hybridrec.core.network.InsufficientMemoryException;
import org.hybridrec.core.recipe.Recipe;
import org.hybridrec.features.DefinitionException;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.InvalidDataException;
import org.hybridrec.features.source.MapSource;
import org.hybridrec.features.source.SchemaException;

/** A recipe is read and fitted to a few rows, or refused by type. */
public final class RecipeTarget {

  static final String SEED =
      """
      label: {field: next, items: {fit: vocabulary}}
      columns:
        - embedding: {of: {hash_bucket: {field: {name: item, default: Unknown}, buckets: 9}}, width: 3}
        - indicator:
            of: &kind {vocabulary: {field: kind, values: [a, b], oov_buckets: 1}}
        - indicator:
            of:
              crossed:
                keys:
                  - *kind
                  - bucketized:
                      of: {numeric: {field: age, default: {fit: mean}}}
                      boundaries: {range: [4, 7, 2]}
                buckets: 6
        - text_embedding: {field: title, encoder: {hashed: {width: 5, seed: 42}}}
      network: {hidden_units: [4, 3]}
      training: {optimizer: {adagrad: {learning_rate: 0.1}}, batch_size: 2, max_steps: 3, seed: 42}
      """;

  private static final ExampleSource ROWS =
      MapSource.of(
          List.of(
              Map.of("item", "x", "kind", "a", "age", 3.0, "title", "Servus Wien", "next", "y"),
              Map.of("item", "y", "kind", "b", "age", 5.0, "title", "Grüße", "next", "z"),
              Map.of("item", "z", "age", 9.0, "next", "x")));

  private RecipeTarget() {}

  /** Called by the fuzzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    try {
      Recipe.read(Scratch.with(input)).fit(ROWS, 1);
    } catch (DefinitionException
        | SchemaException
        | InvalidDataException
        | InsufficientMemoryException e) {
      // refused, as it should be
    } catch (UncheckedIOException e) {
      // a file that it names is not there
    }
  }
}
