package org.hybridrec.features.dataset;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.hybridrec.features.source.Quoted;

/**
 * How rows of what was read next are turned around: from content c with the label y to content y
 * with the label c. Who read y after c tells something of c for those who are at y. Immutable.
 *
 * @param content the field of the current content; its values are ids, as the label's are
 * @param fields the fields that describe that content: category, title, author; in a reversed row
 *     they describe y. Every other field stays as it is
 * @param weight how much a reversed row counts beside its original, positive and finite
 */
public record Reversal(String content, List<String> fields, float weight) {

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if a name is blank or stands twice, or the weight is out of
   *     its range
   */
  public Reversal {
    Objects.requireNonNull(content, "content");
    fields = List.copyOf(fields);
    Set<String> names = new HashSet<>();
    for (String name : fields) {
      if (name.isBlank()) {
        throw new IllegalArgumentException("reversedRows: a field's name must not be blank");
      }
      if (name.equals(content) || !names.add(name)) {
        throw new IllegalArgumentException(
            "reversedRows: the field "
                + Quoted.of(name)
                + " stands twice; name the content once, and each field that describes it once");
      }
    }
    if (content.isBlank()) {
      throw new IllegalArgumentException("reversedRows: the content's name must not be blank");
    }
    if (!(weight > 0 && weight < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "reversedRows: weight must be positive and finite, was " + weight);
    }
  }

  /** Returns a reversal of that content, weight and fields. */
  public static Reversal of(String content, float weight, String... fields) {
    return new Reversal(content, List.of(fields), weight);
  }
}
