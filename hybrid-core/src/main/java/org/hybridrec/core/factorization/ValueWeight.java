package org.hybridrec.core.factorization;

import java.util.Objects;

/**
 * The weight of an observed cell as a function of its value v: a count, a dwell time, a rating.
 * Immutable. Source of the linear and the logarithmic form: Y. Hu, Y. Koren, C. Volinsky,
 * <i>Collaborative Filtering for Implicit Feedback Datasets</i>, ICDM 2008, section 4 and 6.
 *
 * <p>Any other function is applied to the values themselves: {@link Interactions#mapped}.
 *
 * @param form the form of the function
 * @param scale α, positive and finite
 * @param unit ε of the logarithmic form, positive and finite; 1 in the others
 */
public record ValueWeight(Form form, double scale, double unit) {

  /** Forms of the function. */
  public enum Form {
    /** α, whatever the value is. */
    CONSTANT,
    /** α·v. */
    LINEAR,
    /** α·ln(1 + v/ε). */
    LOGARITHMIC
  }

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if a number is not positive and finite
   */
  public ValueWeight {
    Objects.requireNonNull(form, "form");
    requirePositive("scale", scale);
    requirePositive("unit", unit);
  }

  private static void requirePositive(String name, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "value weight: " + name + " must be positive and finite, was " + value);
    }
  }

  /** Returns the weight α of every observed cell. */
  public static ValueWeight constant(double scale) {
    return new ValueWeight(Form.CONSTANT, scale, 1);
  }

  /** Returns the weight α·v. */
  public static ValueWeight linear(double scale) {
    return new ValueWeight(Form.LINEAR, scale, 1);
  }

  /** Returns the weight α·ln(1 + v/ε), for values that span orders of magnitude. */
  public static ValueWeight logarithmic(double scale, double unit) {
    return new ValueWeight(Form.LOGARITHMIC, scale, unit);
  }

  /** Returns the weight of a cell with that value. */
  public double of(double value) {
    return switch (form) {
      case CONSTANT -> scale;
      case LINEAR -> scale * value;
      case LOGARITHMIC -> scale * StrictMath.log1p(value / unit);
    };
  }
}
