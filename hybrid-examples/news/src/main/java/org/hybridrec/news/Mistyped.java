package org.hybridrec.news;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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

  /** Letters to insert, delete, replace or swap; 1 where the one begins with the other. */
  private static int distance(String a, String b) {
    if (letters(a) > 1 && letters(b) > 1 && (a.startsWith(b) || b.startsWith(a))) {
      return 1;
    }
    int[][] distances = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        distances[i][j] = i == 0 || j == 0 ? i + j : step(a, b, i, j, distances);
      }
    }
    return distances[a.length()][b.length()];
  }

  private static int step(String a, String b, int i, int j, int[][] distances) {
    int replaced = distances[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int least = Math.min(replaced, 1 + Math.min(distances[i - 1][j], distances[i][j - 1]));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(least, distances[i - 2][j - 2] + 1) : least;
  }
}
