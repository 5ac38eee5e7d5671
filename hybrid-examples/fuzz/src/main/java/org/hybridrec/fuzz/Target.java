package org.hybridrec.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/** What is fuzzed, with the whole inputs that the fuzzer starts from. */
public enum Target {
  /** A model file whose lengths and digest are repaired: loaded, and asked. */
  MODEL(ModelTarget.class) {
    @Override
    List<byte[]> seeds() {
      return ModelTarget.seeds();
    }
  },
  /** An Arrow stream or file: read to its end. */
  ARROW(ArrowTarget.class) {
    @Override
    List<byte[]> seeds() {
      return ArrowTarget.seeds();
    }
  },
  /** A recipe in YAML: read, and fitted to a few rows. */
  RECIPE(RecipeTarget.class) {
    @Override
    List<byte[]> seeds() {
      return List.of(RecipeTarget.SEED.getBytes(UTF_8));
    }
  },
  /** A CSV file: read to its end. */
  CSV(CsvTarget.class) {
    @Override
    List<byte[]> seeds() {
      return List.of(CsvTarget.SEED.getBytes(UTF_8));
    }
  };

  private final Class<?> entry;

  Target(Class<?> entry) {
    this.entry = entry;
  }

  /** The class whose method the fuzzer calls. */
  Class<?> entry() {
    return entry;
  }

  /** Inputs that are whole. */
  abstract List<byte[]> seeds();
}
