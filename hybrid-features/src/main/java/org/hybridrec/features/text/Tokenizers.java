package org.hybridrec.features.text;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The built-in tokenizers by name, and those made of a function. */
final class Tokenizers {

  private static final List<Tokenizer> BUILT_IN =
      List.of(WordTokenizer.INSTANCE, WhitespaceTokenizer.INSTANCE);

  private Tokenizers() {}

  static Tokenizer named(String name) {
    for (Tokenizer tokenizer : BUILT_IN) {
      if (tokenizer.name().equals(name)) {
        return tokenizer;
      }
    }
    throw new IllegalArgumentException(
        "tokenizer name must be one of " + builtInNames() + ", was " + Shown.name(name));
  }

  static Tokenizer of(String name, Function<String, List<String>> function) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("tokenizer name must not be blank");
    }
    if (BUILT_IN.stream().anyMatch(tokenizer -> tokenizer.name().equals(name))) {
      throw new IllegalArgumentException(
          "tokenizer name '" + name + "' is that of a built-in tokenizer, choose another");
    }
    return new FunctionTokenizer(name, function);
  }

  static boolean isBuiltIn(Tokenizer tokenizer) {
    return BUILT_IN.contains(tokenizer);
  }

  static String builtInNames() {
    return BUILT_IN.stream().map(Tokenizer::name).collect(Collectors.joining(", "));
  }

  private record FunctionTokenizer(String name, Function<String, List<String>> function)
      implements Tokenizer {

    @Override
    public List<String> tokens(String text) {
      return List.copyOf(function.apply(text));
    }
  }
}
