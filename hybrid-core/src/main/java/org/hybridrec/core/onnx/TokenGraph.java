package org.hybridrec.core.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The built-in tokenizers in the graph, by regular expressions on Unicode classes. Lower case is a
 * look-up of single characters, as the operators that come with ONNX Runtime know some alphabets
 * only; a capital Σ at the end of a word becomes σ, where Java writes ς.
 */
final class TokenGraph {

  private static final String WORDS = "words";
  private static final String WHITESPACE = "whitespace";

  /** From the text's begin, or a character that ends a word, up to the next that begins one. */
  private static final String BETWEEN_WORDS = "(?:^|[^\\p{L}\\p{Nd}\\p{M}])[^\\p{L}\\p{Nd}]*";

  private static final String WHITE_SPACE = "[\\t-\\r\\x{85}\\p{Z}]+";
  private static final String PUNCTUATION = "\\p{P}";

  /** Stands behind every character where a text is cut into these. */
  private static final String CUT = "\u0001";

  private final Graph graph;
  private final Logic logic;

  TokenGraph(Graph graph) {
    this.graph = graph;
    this.logic = new Logic(graph);
  }

  static boolean knows(String tokenizer) {
    return Set.of(WORDS, WHITESPACE).contains(tokenizer);
  }

  /** Returns the tokens of cells [rows × n] as string [rows × m], '' where there are fewer. */
  String flat(String cells, String tokenizer) {
    List<String> split = tokens(cells, tokenizer);
    // At least one place, as an operator on nothing at all might fail.
    String shape = logic.concat(0, graph.add("Shape", split.get(1)), graph.longs(1));
    String none = graph.add("Expand", graph.text(""), shape);
    return logic.flat(logic.concat(2, split.get(0), none));
  }

  /** Returns the tokens of cells [rows × n] as string [rows × n × m], and their counts. */
  List<String> tokens(String cells, String tokenizer) {
    String blanked =
        tokenizer.equals(WORDS)
            ? replaced(lowerCase(cells), BETWEEN_WORDS, " ")
            : replaced(replaced(cells, PUNCTUATION, ""), WHITE_SPACE, " ");
    return graph.add(Operator.of("StringSplit", blanked), 2);
  }

  /** Returns the characters of texts [rows × n] as string [rows × n × m + 1]. */
  String characters(String texts) {
    String cut = replaced(texts, "(?s)(.)", "\\1" + CUT);
    return graph.add(Operator.of("StringSplit", cut).with("delimiter", CUT), 2).get(0);
  }

  private String lowerCase(String texts) {
    List<String> capitals = new ArrayList<>();
    List<String> small = new ArrayList<>();
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      String character = Character.toString(c);
      String lower = character.toLowerCase(Locale.ROOT);
      if (!lower.equals(character)) {
        capitals.add(character);
        small.add(lower);
      }
    }
    // Between words it is as good as a blank.
    String characters = characters(replaced(texts, CUT, " "));
    String found =
        graph.add(
            Operator.ml("LabelEncoder", characters)
                .with("keys_strings", capitals)
                .with("values_strings", small)
                .with("default_string", ""));
    String lower = logic.where(logic.isGiven(found), found, characters);
    return graph.add(Operator.extension("StringJoin", lower, graph.text(""), graph.longs(2)));
  }

  private String replaced(String texts, String pattern, String by) {
    return graph.add(
        Operator.extension("StringRegexReplace", texts, graph.text(pattern), graph.text(by)));
  }
}
