package org.hybridrec.features.source;

import java.util.Objects;

/**
 * One column of a source: its name, the type of its values, and whether a row holds a list of them.
 * Immutable.
 *
 * @param name the column's name as the source spells it
 * @param type the type of every value
 * @param list true if a row holds any number of values, false if it holds at most one
 */
public record SourceField(String name, ValueType type, boolean list) {

  /** Checks that nothing is null. */
  public SourceField {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
  }

  /** Returns the type in words, as error messages use it: {@code text}, {@code list of text}. */
  public String typeName() {
    String word = type.name().toLowerCase(java.util.Locale.ROOT);
    return list ? "list of " + word : word;
  }
}
