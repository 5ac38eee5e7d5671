package org.hybridrec.core.factorization;

/**
 * Inverts symmetric positive definite matrices by their Cholesky decomposition, in double
 * precision: A = UᵀU, so A⁻¹ = U⁻¹ U⁻ᵀ. Matrices stand row by row in one array, {@code [width ×
 * width]}. The order of operations is fixed: the same matrix gives the same bits.
 */
public final class SymmetricInverse {

  /** Rows that are used together, so that a row passes through the cache once for all. */
  private static final int BLOCK = 64;

  private SymmetricInverse() {}

  /**
   * Returns the inverse in a new array, both triangles filled.
   *
   * @param a the matrix, of which only the upper triangle is read; it is overwritten
   * @param width its rows and columns, with width² a length of an array
   * @throws FactorizationException if a pivot is not above the rounding errors of the largest one
   *     (singular or not positive definite), or is not finite
   */
  public static double[] of(double[] a, int width) {
    int pivot = new Cholesky(width).decompose(a);
    if (pivot < width) {
      throw noPivot(width, pivot, a[pivot * width + pivot]);
    }
    return inverse(a, width);
  }

  private static FactorizationException noPivot(int width, int p, double pivot) {
    return Double.isFinite(pivot)
        ? new FactorizationException(
            FactorizationException.Kind.SINGULAR,
            "the matrix has no inverse (rank %d of %d); set a regularization".formatted(p, width))
        : new FactorizationException(
            FactorizationException.Kind.NON_FINITE,
            "the matrix is not finite (pivot %d is %s); scale the values down".formatted(p, pivot));
  }

  private static double[] inverse(double[] u, int width) {
    double[] lower = inverseTransposed(u, width);
    double[] inverse = new double[width * width];
    // U⁻¹ U⁻ᵀ as a sum over the rows of U⁻ᵀ, of which row k has k + 1 numbers.
    for (int from = 0; from < width; from += BLOCK) {
      int to = Math.min(from + BLOCK, width);
      for (int i = 0; i < to; i++) {
        for (int k = Math.max(i, from); k < to; k++) {
          add(inverse, i * width, lower[k * width + i], lower, k * width, i + 1);
        }
      }
    }
    for (int i = 0; i < width; i++) {
      for (int j = 0; j < i; j++) {
        inverse[j * width + i] = inverse[i * width + j];
      }
    }
    return inverse;
  }

  /** U⁻ᵀ, which is lower triangular: row k is what row k of the unit matrix becomes. */
  private static double[] inverseTransposed(double[] u, int width) {
    double[] lower = new double[width * width];
    for (int k = 0; k < width; k++) {
      lower[k * width + k] = 1;
    }
    for (int from = 0; from < width; from += BLOCK) {
      int to = Math.min(from + BLOCK, width);
      for (int k = from; k < width; k++) {
        for (int p = from; p < Math.min(k, to); p++) {
          add(lower, k * width, -u[p * width + k], lower, p * width, p + 1);
        }
        if (k < to) {
          for (int j = 0; j <= k; j++) {
            lower[k * width + j] /= u[k * width + k];
          }
        }
      }
    }
    return lower;
  }

  private static void add(
      double[] target, int to, double factor, double[] source, int from, int count) {
    for (int j = 0; j < count; j++) {
      target[to + j] = Math.fma(factor, source[from + j], target[to + j]);
    }
  }
}
