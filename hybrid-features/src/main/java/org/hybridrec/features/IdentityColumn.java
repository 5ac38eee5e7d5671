package org.hybridrec.features;

import java.util.List;
import java.util.OptionalInt;

/**
 * Whole numbers that are ids already, as TensorFlow's {@code categorical_column_with_identity}.
 * Immutable. A number outside [0, cardinality) is unknown: it becomes the default id, or no id.
 * Text is read as a decimal whole number.
 *
 * @param field where the numbers come from
 * @param cardinality one more than the largest id, at least 1
 * @param defaultId the id of numbers outside the range; empty for none
 */
public record IdentityColumn(Field field, int cardinality, OptionalInt defaultId)
    implements CategoricalColumn {

  /** Checks the cardinality and that the default lies within it. */
  public IdentityColumn {
    Check.atLeastOne(field.name(), "cardinality", cardinality);
    if (defaultId.isPresent()
        && (defaultId.getAsInt() < 0 || defaultId.getAsInt() >= cardinality)) {
      throw new IllegalArgumentException(
          Check.at(field.name())
              + "the default id must be in [0, "
              + cardinality
              + "), was "
              + defaultId.getAsInt());
    }
  }

  /**
   * Returns this column with an id for numbers outside the range.
   *
   * @throws IllegalArgumentException if the id itself is outside the range
   */
  public IdentityColumn withDefault(int defaultId) {
    return new IdentityColumn(field, cardinality, OptionalInt.of(defaultId));
  }

  @Override
  public String name() {
    return field.name();
  }

  @Override
  public List<Field> fields() {
    return List.of(field);
  }
}
