package org.hybridrec.features.text;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * Cuts a text into tokens, in reading order, repeats kept. Implementations are immutable and
 * thread-safe, and give the same tokens for the same text always.
 *
 * <p>The built-in ones go by the Unicode properties of the running JVM. Properties of assigned
 * characters are as good as stable, so Java 17 (Unicode 13) and everything newer agree on every
 * text made of characters of Unicode 13; a character that is younger than the JVM counts as
 * unassigned there, which the two tokenizers take for a separator ({@link #words}) or a part of the
 * token ({@link #whitespace}). No default locale takes part.
 */
public interface Tokenizer {

  /** Returns the name by which files and messages speak of this tokenizer. */
  String name();

  /** Returns the tokens of a text; none for the empty text. */
  List<String> tokens(String text);

  /**
   * Returns the tokenizer named {@code words}: lower case (by {@link java.util.Locale#ROOT}), cut
   * at every character that is no letter, decimal digit or combining mark; a mark does not begin a
   * token. Text is not normalized: {@code ü} as one character and as {@code u} with a mark are
   * different words. Scripts without blanks, such as Chinese, give one token a run of characters,
   * and emoji give none.
   */
  static Tokenizer words() {
    return WordTokenizer.INSTANCE;
  }

  /**
   * Returns the tokenizer named {@code whitespace}: punctuation (the Unicode categories P…) is
   * removed without a trace, then the text is cut at white space; case is kept. This is what the
   * published NNLM sentence encoders do, so {@code Donau-Insel} is the word {@code DonauInsel}.
   */
  static Tokenizer whitespace() {
    return WhitespaceTokenizer.INSTANCE;
  }

  /**
   * Returns a built-in tokenizer by its name, as files know it.
   *
   * @param name {@code words} or {@code whitespace}
   * @throws IllegalArgumentException if no built-in tokenizer has that name
   */
  static Tokenizer named(String name) {
    return Tokenizers.named(name);
  }

  /**
   * Returns a tokenizer of your own making. A model that uses it keeps its name only, so it has to
   * be supplied again when the model is loaded.
   *
   * @param name a name no built-in tokenizer has
   * @param function text to tokens: pure, thread-safe, never null
   * @throws IllegalArgumentException if the name is blank or that of a built-in tokenizer
   */
  static Tokenizer of(String name, Function<String, List<String>> function) {
    return Tokenizers.of(name, Objects.requireNonNull(function, "function"));
  }
}
