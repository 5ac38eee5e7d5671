package org.hybridrec.core.factorization;

/**
 * What is minimized over the factors x of users and y of items:
 *
 * <pre>
 *   Σ over observed (u, i) of (w₀ + c_ui) (t_ui − x_u·y_i)²
 * + Σ over all other (u, i) of w₀ (x_u·y_i)²
 * + Σ_u λ_u |x_u|² + Σ_i λ_i |y_i|²
 *
 *   c_ui = R_u C_i f(v_ui)
 *   λ_u  = λ (n_u + w₀ · items)^ν      λ_i = λ (n_i + w₀ · users)^ν
 * </pre>
 *
 * <p>With f = 1 and ν = 0 it is the loss of TensorFlow's {@code WALSModel} (w₀ its unobserved
 * weight, R and C its row and column weights); with w₀ = 1, t = 1 and f = α·v that of Hu, Koren and
 * Volinsky (2008); with w₀ = 0 and ν = 1 that of Zhou et al., <i>Large-scale Parallel Collaborative
 * Filtering for the Netflix Prize</i> (2008). The scale of λ is that of S. Rendle et al.,
 * <i>Revisiting the Performance of iALS on Item Recommendation Benchmarks</i> (2021), equation 6.
 *
 * @param explicit true if the target t is the value, false if it is 1
 * @param unobservedWeight w₀
 * @param valueWeight f
 * @param userWeight R
 * @param itemWeight C
 * @param regularization λ
 * @param regularizationExponent ν
 */
record Objective(
    boolean explicit,
    double unobservedWeight,
    ValueWeight valueWeight,
    FrequencyWeight userWeight,
    FrequencyWeight itemWeight,
    double regularization,
    double regularizationExponent) {

  Objective {
    requireNotNegative("unobservedWeight", unobservedWeight);
    requireNotNegative("regularization", regularization);
    if (!(regularizationExponent >= 0 && regularizationExponent <= 1)) {
      throw new IllegalArgumentException(
          "WALS: the regularization's exponent must be from 0 to 1, was " + regularizationExponent);
    }
  }

  static double requireNotNegative(String name, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "WALS: " + name + " must be at least 0 and finite, was " + value);
    }
    return value;
  }

  double target(double value) {
    return explicit ? value : 1;
  }

  /** Whether a cell can have that value: a negative weight would make no least squares problem. */
  boolean allows(float value) {
    return Float.isFinite(value)
        && (value >= 0 || (explicit && valueWeight.form() == ValueWeight.Form.CONSTANT));
  }

  /** λ of a row with n observed cells out of {@code others}. */
  double regularization(int n, int others) {
    return regularizationExponent == 0
        ? regularization
        : regularization * StrictMath.pow(n + unobservedWeight * others, regularizationExponent);
  }
}
