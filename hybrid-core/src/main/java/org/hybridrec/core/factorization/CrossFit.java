package org.hybridrec.core.factorization;

import java.util.ArrayList;
import java.util.List;
import org.hybridrec.features.hashing.Fingerprint64;
import org.hybridrec.features.source.InvalidDataException;

/**
 * Factors for a network that learns from the very rows on which they are fitted. Immutable and
 * thread-safe.
 *
 * <p>Factors fitted on all rows know the labels: that user u went from a to b has drawn the factors
 * of a and b together, so folding in a already points to b. A network would learn to trust that,
 * and new visitors would pay for it. So users are cut into parts by the fingerprint of their id,
 * the factorization is fitted again without each part, and a row to learn from is encoded with the
 * factors that its user's part took no share in. Serving uses the factors fitted on all.
 *
 * <p>Two factorizations can be compared only up to a rotation, because (XQ)(YQ)ᵀ = XYᵀ for every
 * orthogonal Q, and the loss is the same. So the factors Y_p fitted without part p are turned onto
 * those fitted on all:
 *
 * <pre>
 *   Q_p = argmin over orthogonal Q of Σ_i n_i |Qᵀ y_pi − y_i|²
 *       = U Vᵀ   where   Σ_i n_i y_pi y_iᵀ = U Σ Vᵀ
 * </pre>
 *
 * <p>with n_i the number of users of item i without part p (P. Schönemann, <i>A generalized
 * solution of the orthogonal Procrustes problem</i>, Psychometrika 1966). Folding in with Y_p Q_p
 * gives Q_pᵀ times what folding in with Y_p gives: the same scores, in the basis that serving has.
 * All that is left of part p in the vectors of its rows is Q_p, one rotation for all of them.
 */
public final class CrossFit {

  private final Factorization factorization;
  private final List<FoldIn> without;
  private final long seed;

  private CrossFit(Factorization factorization, List<FoldIn> without, long seed) {
    this.factorization = factorization;
    this.without = without;
    this.seed = seed;
  }

  /**
   * Fits on all users, and once without each part of them.
   *
   * @param wals how to fit
   * @param interactions what to fit on, nothing of it from rows to evaluate on
   * @param parts how many parts; 5 and 10 are usual. More leave more to fit on, and take longer
   * @throws IllegalArgumentException if there are less than 2 parts
   * @throws InvalidDataException if all users are in one part
   * @throws FactorizationException as {@link Wals#fit} does
   */
  public static CrossFit of(Wals wals, Interactions interactions, int parts) {
    requireParts(parts);
    Factorization all = wals.fit(interactions);
    List<FoldIn> without = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      int left = part;
      Interactions others = interactions.ofUsers(user -> part(user, parts, wals.seed()) != left);
      without.add(wals.fit(others).foldIn().alignedTo(all.foldIn()));
    }
    return new CrossFit(all, List.copyOf(without), wals.seed());
  }

  static int requireParts(int parts) {
    if (parts < 2) {
      throw new IllegalArgumentException("cross-fit: parts must be at least 2, was " + parts);
    }
    return parts;
  }

  /** Returns the factors fitted on all users, for serving. */
  public Factorization factorization() {
    return factorization;
  }

  /** Returns the number of parts. */
  public int parts() {
    return without.size();
  }

  /** Returns the part of a user, known or not. */
  public int part(String user) {
    return part(user, parts(), seed);
  }

  /** Returns the factors that have not seen a user, in the basis of those fitted on all. */
  public FoldIn without(String user) {
    return without.get(part(user));
  }

  /** Mixed with the seed, so that parts are independent of splits by the same fingerprint. */
  private static int part(String user, int parts, long seed) {
    return Fingerprint64.bucket(Wals.mix(Fingerprint64.of(user) ^ Wals.mix(seed)), parts);
  }
}
