package org.hybridrec.core;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.hybridrec.core.file.Json;
import org.hybridrec.core.file.TensorFile;
import org.hybridrec.core.file.TensorFileBuilder;
import org.jspecify.annotations.Nullable;

/**
 * What a training must have in common with the one it goes on from: recipe with its fitted facts,
 * training rows, validation rows, version of the library.
 *
 * @param tree all of it as JSON knows it; large facts by their digest
 */
record RunIdentity(Object tree) {

  static RunIdentity of(
      HybridRecommender recommender, EncodedData rows, @Nullable EncodedData validation) {
    TensorFileBuilder facts = TensorFile.builder();
    Map<String, Object> recipe =
        new RecommenderWriter(new TensorFacts.Sink(facts)).write(recommender);
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("library_version", LibraryVersion.CURRENT);
    tree.put("recipe", recipe);
    tree.put("fitted_facts", facts.build().sha256());
    tree.put("training_rows", rows(rows));
    if (validation != null) {
      tree.put("validation_rows", rows(validation));
    }
    // Once through the text: numbers then have the form that reading gives them.
    return new RunIdentity(Objects.requireNonNull(Json.read(Json.write(tree))));
  }

  private static Map<String, Object> rows(EncodedData data) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("count", data.report().rows());
    tree.put("sha256", data.sha256());
    return tree;
  }

  /** Returns what differs from the identity of an earlier training, in a clause. */
  Optional<String> differenceFrom(@Nullable Object earlier) {
    return TreeDifference.between(earlier, tree);
  }
}
