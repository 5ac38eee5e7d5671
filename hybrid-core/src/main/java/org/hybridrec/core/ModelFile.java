package org.hybridrec.core;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hybridrec.core.file.ModelFormatException;
import org.hybridrec.core.file.TensorFile;
import org.hybridrec.core.file.TensorFileBuilder;
import org.hybridrec.core.network.Network;
import org.hybridrec.core.network.NetworkShape;
import org.hybridrec.core.network.Parameter;
import org.hybridrec.features.Definition;
import org.hybridrec.features.DefinitionException;
import org.hybridrec.features.text.Tokenizer;
import org.hybridrec.features.text.VectorEncoder;

/**
 * A model as named tensors and texts, and back.
 *
 * <p>Texts: {@code recipe}, the recipe's textual form, and {@code fit}, the fit report, both JSON.
 * Tensors: the network's parameters under their names, and the vocabularies and vectors that the
 * recipe names. Nothing in it depends on when, where or by how many threads the model was fitted.
 */
final class ModelFile {

  private static final String RECIPE = "recipe";
  private static final String FIT = "fit";

  private ModelFile() {}

  static void write(HybridModel model, Path file) {
    toTensors(model).write(file);
  }

  static TensorFile toTensors(HybridModel model) {
    TensorFileBuilder builder = TensorFile.builder();
    builder.json(
        RECIPE, new RecommenderWriter(new TensorFacts.Sink(builder)).write(model.recommender()));
    builder.json(FIT, FitReports.write(model.fitReport()));
    for (Parameter parameter : model.network().parameters()) {
      int[] shape = parameter.shape().stream().mapToInt(Integer::intValue).toArray();
      builder.floats(parameter.name(), parameter.toArray(), shape);
    }
    return builder.build();
  }

  static HybridModel read(Path file, List<VectorEncoder> encoders, List<Tokenizer> tokenizers) {
    TensorFile tensors = TensorFile.read(file);
    return fromTensors(file.toString(), tensors, new TensorFacts(tensors, encoders, tokenizers));
  }

  static HybridModel fromTensors(String name, TensorFile tensors, TensorFacts facts) {
    try {
      Definition recipe = Definition.of(name + ": ", tensors.json(RECIPE));
      HybridRecommender recommender = new RecommenderReader(facts, "fitted_on").read(recipe);
      FitReport report = FitReports.read(Definition.of(name + ": fit", tensors.json(FIT)));
      return new HybridModel(recommender, network(recommender, tensors), report);
    } catch (MissingEncoderException e) {
      throw e;
    } catch (DefinitionException e) {
      throw new ModelFormatException(
          ModelFormatException.Kind.CONTENT, "not a model of this library: " + e.getMessage(), e);
    }
  }

  private static Network network(HybridRecommender recommender, TensorFile tensors) {
    NetworkShape shape = shape(recommender);
    Map<String, float[]> parameters = new HashMap<>();
    for (String name : tensors.names()) {
      if (name.startsWith("embedding/")
          || name.startsWith("hidden/")
          || name.startsWith("output/")) {
        parameters.put(name, tensors.floats(name));
      }
    }
    try {
      return Network.of(shape, parameters);
    } catch (IllegalArgumentException e) {
      throw new DefinitionException(
          "the network's weights do not fit the recipe: " + e.getMessage(), e);
    }
  }

  static NetworkShape shape(HybridRecommender recommender) {
    return new NetworkShape(
        recommender.encoder().layout(), recommender.hiddenUnits(), recommender.items().size());
  }
}
