package org.hybridrec.features;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One number a row, as TensorFlow's {@code numeric_column}. Immutable. A missing value becomes the
 * default where there is one, otherwise it enters the network as 0 (which with a normalizer stands
 * for the mean); both are counted. NaN, ∞ and text that is no number are refused while fitting and
 * count as missing afterwards.
 *
 * @param name the column's name
 * @param field where the number comes from
 * @param defaultValue what stands in for a missing value, before normalizing
 * @param normalizer how a value x enters: {@code (x - mean) / standardDeviation}
 */
public record NumericColumn(
    String name, Field field, Optional<Float> defaultValue, Optional<Normalizer> normalizer)
    implements DenseColumn {

  /** Checks that the numbers are finite. */
  public NumericColumn {
    Check.name("a numeric column's name", name);
    defaultValue.ifPresent(value -> Check.finite(field.name(), "the default", value));
    if (field.weights() != null || field.tokenizer() != null) {
      throw new IllegalArgumentException(
          Check.at(name)
              + "a number has no words and no weights; use field(name) or field(name).at(i)");
    }
    if (field.count() != 1 && (field.separator() != null || field.from() > 0)) {
      throw new IllegalArgumentException(
          Check.at(name) + "one number of several must be chosen; use field(…).at(i)");
    }
    if (field.defaultValue() != null) {
      throw new IllegalArgumentException(
          Check.at(name)
              + "the default of a number belongs to the column: numeric(…).withDefault(value)");
    }
  }

  /**
   * How a number is scaled. Immutable.
   *
   * @param mean what is subtracted
   * @param standardDeviation what is divided by, positive
   */
  public record Normalizer(float mean, float standardDeviation) {

    /** Checks that both are finite and the deviation positive. */
    public Normalizer {
      Check.finite("normalizer", "the mean", mean);
      Check.positive("normalizer", "the standard deviation", standardDeviation);
    }

    float apply(float value) {
      return (value - mean) / standardDeviation;
    }
  }

  static NumericColumn of(Field field) {
    return new NumericColumn(field.name(), field, Optional.empty(), Optional.empty());
  }

  /**
   * Returns this column with a value for missing numbers.
   *
   * @throws IllegalArgumentException if it is not finite
   * @throws IllegalStateException if a default was already given
   */
  public NumericColumn withDefault(float value) {
    refuseTwice("the default", defaultValue.orElse(null));
    return new NumericColumn(name, field, Optional.of(value), normalizer);
  }

  /**
   * Returns this column scaled to {@code (x - mean) / standardDeviation}.
   *
   * @throws IllegalArgumentException if a number is not finite or the deviation not positive
   * @throws IllegalStateException if it was already given
   */
  public NumericColumn normalizedBy(float mean, float standardDeviation) {
    refuseTwice("the normalizer", normalizer.orElse(null));
    Check.finite(name, "the mean", mean);
    Check.positive(name, "the standard deviation", standardDeviation);
    return new NumericColumn(
        name, field, defaultValue, Optional.of(new Normalizer(mean, standardDeviation)));
  }

  private void refuseTwice(String what, @Nullable Object value) {
    if (value != null) {
      throw new IllegalStateException(Check.at(name) + what + " was already set to " + value);
    }
  }

  @Override
  public NumericColumn named(String name) {
    return new NumericColumn(name, field, defaultValue, normalizer);
  }

  @Override
  public int width() {
    return 1;
  }

  @Override
  public List<Field> fields() {
    return List.of(field);
  }
}
