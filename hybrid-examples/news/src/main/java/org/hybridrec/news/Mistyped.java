package org.hybridrec.news;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.hybridrec.features.source.Quoted;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Finds the word that made a command line one that cannot be understood, and what was meant. */
final class Mistyped {

  private Mistyped() {}

  /**
   * Returns what is to be said about a word that is neither an option nor a command; null where the
   * failure is of another kind.
   */
  static @Nullable String word(ParameterException failure, String... arguments) {
    CommandSpec command = failure.getCommandLine().getCommandSpec();
    List<String> unmatched =
        failure instanceof UnmatchedArgumentException words ? words.getUnmatched() : List.of();
    if (command.parent() == null && !unmatched.isEmpty() && !isOption(unmatched.get(0))) {
      return unknownCommand(unmatched.get(0), command);
    }
    for (String argument : arguments) {
      String name = argument.split("=", 2)[0];
      if (isOption(name) && !command.optionsMap().containsKey(name)) {
        return unknownOption(name, command);
      }
    }
    return unmatched.isEmpty() ? null : Quoted.of(unmatched.get(0)) + " belongs to no option";
  }

  /** Numbers below 0 are none. */
  private static boolean isOption(String word) {
    return word.matches("--.*|-[A-Za-z].*");
  }

  private static String unknownCommand(String word, CommandSpec program) {
    Collection<String> commands = program.subcommands().keySet();
    return "there is no command "
        + Quoted.of(word)
        + nearest(word, commands).map(near -> ", did you mean " + near + "? The").orElse("; the")
        + " commands are "
        + String.join(", ", commands);
  }

  private static String unknownOption(String name, CommandSpec command) {
    return "Unknown option: "
        + Quoted.of(name)
        + nearest(name, command.optionsMap().keySet())
            .map(near -> ", did you mean " + near + "?")
            .orElse("");
  }

  /** Returns the candidate that is most alike, if one is. */
  static Optional<String> nearest(String word, Collection<String> candidates) {
    return candidates.stream()
        .filter(candidate -> letters(word) > 1)
        .filter(candidate -> distance(word, candidate) <= 1 + letters(word) / 4)
        .min(Comparator.comparingInt(candidate -> distance(word, candidate)));
  }

  private static int letters(String word) {
    return word.replace("-", "").length();
  }

  /** Letters to insert, delete or replace; 1 where the one begins with the other. */
  private static int distance(String a, String b) {
    boolean abbreviated = letters(a) > 1 && letters(b) > 1 && (a.startsWith(b) || b.startsWith(a));
    return abbreviated ? 1 : LevenshteinDistance.getDefaultInstance().apply(a, b);
  }
}
