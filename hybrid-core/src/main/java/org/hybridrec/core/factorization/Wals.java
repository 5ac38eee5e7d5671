package org.hybridrec.core.factorization;

import java.util.function.Supplier;
import org.hybridrec.features.Vocabulary;
import org.hybridrec.features.hashing.Fingerprint64;
import org.hybridrec.features.source.InvalidDataException;
import org.hybridrec.features.source.Quoted;

/**
 * Weighted alternating least squares: finds factors x of users and y of items that minimize
 *
 * <pre>
 *   Σ over observed (u, i) of (w₀ + c_ui) (t_ui − x_u·y_i)²
 * + Σ over all other (u, i) of w₀ (x_u·y_i)²
 * + Σ_u λ_u |x_u|² + Σ_i λ_i |y_i|²
 * </pre>
 *
 * <p>by solving for all items, then for all users, and so on, each row exactly. Options are those
 * of {@link WalsBuilder}, where their formulas stand. Immutable and thread-safe.
 *
 * <pre>{@code
 * Factorization factors =
 *     Wals.builder().factors(64).unobservedWeight(0.1).build().fit(interactions);
 * List<ScoredItem> similar = factors.similarItems("299954138", 10);
 * }</pre>
 *
 * <p>The result is a function of interactions, options and seed, bit by bit: not of the number of
 * threads. Factors are floats, solved for in double precision. An item's first factors follow from
 * the seed and its id alone, a user's from those. A user or item without observations gets zeros.
 *
 * <p>Source: Y. Hu, Y. Koren, C. Volinsky, <i>Collaborative Filtering for Implicit Feedback
 * Datasets</i>, ICDM 2008.
 */
public final class Wals {

  private final Objective objective;
  private final int factors;
  private final int iterations;
  private final double tolerance;
  private final int conjugateGradientSteps;
  private final long seed;
  private final int threads;

  Wals(
      Objective objective,
      int factors,
      int iterations,
      double tolerance,
      int conjugateGradientSteps,
      long seed,
      int threads) {
    this.objective = objective;
    this.factors = factors;
    this.iterations = iterations;
    this.tolerance = tolerance;
    this.conjugateGradientSteps = conjugateGradientSteps;
    this.seed = seed;
    this.threads = threads;
  }

  /** Starts with the default options. */
  public static WalsBuilder builder() {
    return new WalsBuilder();
  }

  /**
   * Starts with the options of the lab: 10 factors, values as targets, and the defaults of
   * TensorFlow's {@code WALSMatrixFactorization}: weight 0.1 for unobserved cells, 1 more for
   * observed ones, no regularization; 20 iterations.
   */
  public static WalsBuilder lab() {
    return new WalsBuilder()
        .explicit()
        .factors(10)
        .iterations(20)
        .unobservedWeight(0.1)
        .regularization(0);
  }

  /** Returns the number of factors. */
  public int factors() {
    return factors;
  }

  long seed() {
    return seed;
  }

  Objective objective() {
    return objective;
  }

  /**
   * Fits factors.
   *
   * @throws InvalidDataException if a value would have a negative weight
   * @throws FactorizationException if there is no regularization and the equations of a user or an
   *     item are singular, a factor is not finite, or the thread is interrupted
   */
  public Factorization fit(Interactions interactions) {
    return fit(interactions, WalsListener.NONE);
  }

  /**
   * Fits factors and tells about it.
   *
   * @throws InvalidDataException if a value would have a negative weight
   * @throws FactorizationException if there is no regularization and the equations of a user or an
   *     item are singular, a factor is not finite, or the thread is interrupted
   */
  public Factorization fit(Interactions interactions, WalsListener listener) {
    check(interactions);
    double[] userWeights = objective.userWeight().of(interactions.byUser());
    double[] itemWeights = objective.itemWeight().of(interactions.byItem());
    HalfStep users =
        new HalfStep(
            "user",
            interactions.users(),
            interactions.byUser(),
            userWeights,
            itemWeights,
            objective);
    HalfStep items =
        new HalfStep(
            "item",
            interactions.items(),
            interactions.byItem(),
            itemWeights,
            userWeights,
            objective);
    Alternation alternation = new Alternation(users, items, objective, threads, solvers());
    float[][] itemFactors = initialFactors(interactions.items());
    float[][] userFactors = new float[interactions.users().size()][factors];
    double[] losses = alternation.run(userFactors, itemFactors, iterations, tolerance, listener);
    return Factorization.of(objective, interactions, userFactors, itemFactors, losses);
  }

  private void check(Interactions interactions) {
    SparseRows cells = interactions.byUser();
    for (int i = 0; i < cells.size(); i++) {
      if (!objective.allows(cells.values()[i])) {
        int user = 0;
        while (cells.offsets()[user + 1] <= i) {
          user++;
        }
        throw new InvalidDataException(
            "user %s, item %s: the value must be at least 0, was %s; only explicit mode with a constant value weight takes others"
                .formatted(
                    Quoted.of(interactions.users().value(user)),
                    Quoted.of(interactions.items().value(cells.columns()[i])),
                    cells.values()[i]));
      }
    }
  }

  private Supplier<RowSolver> solvers() {
    return conjugateGradientSteps == 0
        ? () -> new CholeskySolver(factors)
        : () -> new ConjugateGradientSolver(factors, conjugateGradientSteps);
  }

  /** Evenly distributed in [-1, 1) · √(3 / factors), so that a vector's expected length is 1. */
  private float[][] initialFactors(Vocabulary items) {
    float[][] rows = new float[items.size()][factors];
    float limit = (float) Math.sqrt(3.0 / factors);
    for (int item = 0; item < rows.length; item++) {
      long key = mix(Fingerprint64.of(items.value(item)) ^ mix(seed));
      for (int i = 0; i < factors; i++) {
        rows[item][i] = (mix(key + i) >> 40) * 0x1p-23f * limit;
      }
    }
    return rows;
  }

  /** The finaliser of SplitMix64 over a step of its counter. */
  static long mix(long state) {
    long z = state * 0x9E3779B97F4A7C15L + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
