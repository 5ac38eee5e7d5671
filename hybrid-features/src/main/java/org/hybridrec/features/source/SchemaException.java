package org.hybridrec.features.source;

import java.util.List;

/**
 * A source that does not fit what is to be read from it. Found before any row is read, and
 * complete: all problems at once, each naming the column, what was found and what was expected.
 */
public class SchemaException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  /**
   * Makes an exception of all problems found.
   *
   * @param problems at least one sentence, each naming column, found, expected
   */
  public SchemaException(List<String> problems) {
    super(
        problems.size() == 1
            ? problems.get(0)
            : problems.size() + " problems with the source:\n  " + String.join("\n  ", problems));
    this.problems = List.copyOf(problems);
  }

  /** Returns the single problems, in the order in which they were found. */
  public List<String> problems() {
    return problems;
  }
}
