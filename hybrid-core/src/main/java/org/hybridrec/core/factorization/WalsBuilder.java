package org.hybridrec.core.factorization;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The options of {@link Wals}. Mutable, for one thread. A cell that user u has with item i,
 * observed with value v, has the weight
 *
 * <pre>
 *   w₀ + R_u C_i f(v)
 * </pre>
 *
 * <p>and all others have w₀. The target of an observed cell is 1, or in {@linkplain #explicit
 * explicit} mode its value; that of the others is 0.
 *
 * <p>Defaults: 64 factors, at most 30 iterations, tolerance 1e-4, w₀ = 0.1, f(v) = v, R = C = 1,
 * regularization 0.01 with exponent 1, seed 0, one thread, Cholesky up to 256 factors. In explicit
 * mode w₀ = 0 and f = 1 unless they are set.
 */
public final class WalsBuilder {

  /** Widths from here on are solved by conjugate gradient unless the builder says otherwise. */
  private static final int WIDE = 257;

  private static final int DEFAULT_STEPS = 32;
  private static final int MOST_FACTORS = 4_096;

  private boolean explicit;
  private int factors = 64;
  private int iterations = 30;
  private double tolerance = 1e-4;
  private double regularization = 0.01;
  private double regularizationExponent = 1;
  private @Nullable Double unobservedWeight;
  private @Nullable ValueWeight valueWeight;
  private FrequencyWeight userWeight = FrequencyWeight.ONE;
  private FrequencyWeight itemWeight = FrequencyWeight.ONE;
  private @Nullable Integer conjugateGradientSteps;
  private long seed;
  private int threads = 1;

  WalsBuilder() {}

  /**
   * Takes the values themselves as targets, as ratings are, instead of 1 for whatever was observed.
   */
  public WalsBuilder explicit() {
    explicit = true;
    return this;
  }

  /**
   * Sets the number of factors. More than there are users or items is allowed with a
   * regularization.
   *
   * @throws IllegalArgumentException if it is not from 1 to 4,096
   */
  public WalsBuilder factors(int factors) {
    if (factors < 1 || factors > MOST_FACTORS) {
      throw new IllegalArgumentException(
          "WALS: factors must be from 1 to " + MOST_FACTORS + ", was " + factors);
    }
    this.factors = factors;
    return this;
  }

  /**
   * Sets the largest number of iterations.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public WalsBuilder iterations(int iterations) {
    this.iterations = atLeastOne("iterations", iterations);
    return this;
  }

  /**
   * Ends the fit when an iteration lowers the loss by no more than this part of it; 0 goes on as
   * long as the loss falls at all.
   *
   * @throws IllegalArgumentException if it is negative or 1 or more
   */
  public WalsBuilder tolerance(double tolerance) {
    if (!(tolerance >= 0 && tolerance < 1)) {
      throw new IllegalArgumentException(
          "WALS: tolerance must be at least 0 and less than 1, was " + tolerance);
    }
    this.tolerance = tolerance;
    return this;
  }

  /**
   * Sets the same λ for every user and item.
   *
   * @throws IllegalArgumentException if it is negative or not finite
   */
  public WalsBuilder regularization(double lambda) {
    return regularization(lambda, 0);
  }

  /**
   * Scales λ by frequency: a user with n observed items out of m gets {@code λ (n + w₀
   * m)^exponent}, an item correspondingly.
   *
   * @param lambda λ
   * @param exponent from 0, the same for all, to 1, proportional to the weight of the row's cells
   * @throws IllegalArgumentException if λ is negative or not finite, or the exponent out of range
   */
  public WalsBuilder regularization(double lambda, double exponent) {
    this.regularization = Objective.requireNotNegative("regularization", lambda);
    if (!(exponent >= 0 && exponent <= 1)) {
      throw new IllegalArgumentException(
          "WALS: the regularization's exponent must be from 0 to 1, was " + exponent);
    }
    this.regularizationExponent = exponent;
    return this;
  }

  /**
   * Sets w₀, the weight of a cell that was not observed.
   *
   * @throws IllegalArgumentException if it is negative or not finite
   */
  public WalsBuilder unobservedWeight(double weight) {
    this.unobservedWeight = Objective.requireNotNegative("unobservedWeight", weight);
    return this;
  }

  /** Sets f, the weight of an observed cell by its value. */
  public WalsBuilder valueWeight(ValueWeight weight) {
    this.valueWeight = Objects.requireNonNull(weight, "weight");
    return this;
  }

  /** Sets R, the weight of a user by the number of items. */
  public WalsBuilder userWeight(FrequencyWeight weight) {
    this.userWeight = Objects.requireNonNull(weight, "weight");
    return this;
  }

  /** Sets C, the weight of an item by the number of users. */
  public WalsBuilder itemWeight(FrequencyWeight weight) {
    this.itemWeight = Objects.requireNonNull(weight, "weight");
    return this;
  }

  /**
   * Solves rows by conjugate gradient, at most that many steps a row, whatever the width. In a row
   * as many steps as factors give the exact solution, but for rounding; few suffice, because every
   * iteration goes on from where the one before ended. Equations with several solutions get one of
   * them, where Cholesky refuses them.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public WalsBuilder conjugateGradient(int mostSteps) {
    this.conjugateGradientSteps = atLeastOne("conjugate gradient steps", mostSteps);
    return this;
  }

  /** Solves rows exactly, by Cholesky decomposition, whatever the width. */
  public WalsBuilder cholesky() {
    this.conjugateGradientSteps = 0;
    return this;
  }

  /** Sets where random numbers begin. */
  public WalsBuilder seed(long seed) {
    this.seed = seed;
    return this;
  }

  /**
   * Sets how many threads work. The result does not depend on it.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public WalsBuilder threads(int threads) {
    this.threads = atLeastOne("threads", threads);
    return this;
  }

  /** Returns the options. */
  public Wals build() {
    int steps =
        conjugateGradientSteps != null
            ? conjugateGradientSteps
            : factors < WIDE ? 0 : DEFAULT_STEPS;
    return new Wals(objective(), factors, iterations, tolerance, steps, seed, threads);
  }

  private Objective objective() {
    double w0 = unobservedWeight != null ? unobservedWeight : explicit ? 0 : 0.1;
    ValueWeight byValue =
        valueWeight != null
            ? valueWeight
            : explicit ? ValueWeight.constant(1) : ValueWeight.linear(1);
    return new Objective(
        explicit, w0, byValue, userWeight, itemWeight, regularization, regularizationExponent);
  }

  private static int atLeastOne(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException("WALS: " + name + " must be at least 1, was " + value);
    }
    return value;
  }
}
