package org.hybridrec.features.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds facts that have seen rows they must not know. A fact is clean if the rows it was fitted on
 * are exactly the training part; it is flagged if they are the sum of some parts with an evaluation
 * part among them, or rows that are no such sum. Immutable and thread-safe.
 *
 * <pre>{@code
 * FactCheck check = new FactCheck(train, List.of(validation, test));
 * check.problem(authors).ifPresent(logger::warn);
 * }</pre>
 *
 * <p>Rows are told by {@link PartFingerprint}: the parts must have the columns that the fact's rows
 * had.
 *
 * @param train the training part
 * @param evaluation the parts that facts must not know; at most 16
 */
public record FactCheck(FittedOn train, List<FittedOn> evaluation) {

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if there are more than 16 evaluation parts
   */
  public FactCheck {
    evaluation = List.copyOf(evaluation);
    if (evaluation.size() > 16) {
      throw new IllegalArgumentException(
          "evaluation: there may be at most 16 parts, were " + evaluation.size());
    }
  }

  /** Returns what is wrong with a fact, or nothing if it knows the training part alone. */
  public Optional<String> problem(Fitted<?> fact) {
    return problem("the fact about '" + fact.field() + "'", fact.on());
  }

  /**
   * Returns what is wrong with anything that was fitted, or nothing.
   *
   * @param what what messages call it
   * @param on the rows it was fitted on
   */
  public Optional<String> problem(String what, FittedOn on) {
    if (on.fingerprint().equals(train.fingerprint())) {
      return Optional.empty();
    }
    List<FittedOn> parts = new ArrayList<>(List.of(train));
    parts.addAll(evaluation);
    for (int set = 1; set < 1 << parts.size(); set++) {
      List<FittedOn> chosen = subset(parts, set);
      if (sum(chosen).equals(on.fingerprint())) {
        return Optional.of(
            String.format(
                "%s was fitted on %s, which are the rows of %s: it has seen evaluation rows; fit it"
                    + " on %s",
                what, on, chosen.stream().map(FittedOn::part).toList(), train));
      }
    }
    return Optional.of(
        String.format(
            "%s was fitted on %s, which are the rows of no part: it may have seen evaluation rows;"
                + " fit it on %s",
            what, on, train));
  }

  private static List<FittedOn> subset(List<FittedOn> parts, int set) {
    List<FittedOn> chosen = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      if ((set >> i & 1) == 1) {
        chosen.add(parts.get(i));
      }
    }
    return chosen;
  }

  private static PartFingerprint sum(List<FittedOn> parts) {
    PartFingerprint sum = PartFingerprint.NONE;
    for (FittedOn part : parts) {
      sum = sum.plus(part.fingerprint());
    }
    return sum;
  }
}
