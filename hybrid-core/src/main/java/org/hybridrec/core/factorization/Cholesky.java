package org.hybridrec.core.factorization;

/**
 * The Cholesky decomposition of symmetric positive definite matrices, A = UᵀU, in double precision
 * and in place. Matrices stand row by row in one array, {@code [width × width]}; only their upper
 * triangle is read. The order of operations is fixed: the same matrix gives the same bits.
 */
public final class Cholesky {

  /** Rows whose pivots are used together, so that a row passes through the cache once for all. */
  private static final int BLOCK = 64;

  private Cholesky() {}

  /**
   * Leaves U in the upper triangle; the lower one stays as it is.
   *
   * @param a the matrix
   * @param width its rows and columns, with width² a length of an array
   * @throws FactorizationException if a pivot is not above the rounding errors of the largest one
   *     (singular or not positive definite), or is not finite
   */
  public static void decompose(double[] a, int width) {
    int pivot = pivots(a, width);
    if (pivot < width) {
      throw noPivot(width, pivot, a[pivot * width + pivot]);
    }
  }

  /**
   * Leaves U in the upper triangle, as far as it gets.
   *
   * @return the width, or the first pivot that is not finite or nothing but rounding errors
   */
  static int pivots(double[] a, int width) {
    double least = leastPivot(a, width);
    for (int from = 0; from < width; from += BLOCK) {
      int to = Math.min(from + BLOCK, width);
      for (int p = from; p < to; p++) {
        if (!(a[p * width + p] > least)) {
          return p;
        }
        scale(a, width, p);
        for (int i = p + 1; i < to; i++) {
          subtract(a, width, p, i);
        }
      }
      for (int i = to; i < width; i++) {
        subtractBlock(a, width, from, to, i);
      }
    }
    return width;
  }

  private static void scale(double[] a, int width, int p) {
    double root = Math.sqrt(a[p * width + p]);
    for (int j = p; j < width; j++) {
      a[p * width + j] /= root;
    }
  }

  /** Row i less rows from … to - 1, in their order; four at a time where there are four. */
  private static void subtractBlock(double[] a, int width, int from, int to, int i) {
    int p = from;
    for (; p + 4 <= to; p += 4) {
      subtractFour(a, width, p, i);
    }
    for (; p < to; p++) {
      subtract(a, width, p, i);
    }
  }

  private static void subtractFour(double[] a, int width, int p, int i) {
    int r0 = p * width;
    int r1 = r0 + width;
    int r2 = r1 + width;
    int r3 = r2 + width;
    double f0 = -a[r0 + i];
    double f1 = -a[r1 + i];
    double f2 = -a[r2 + i];
    double f3 = -a[r3 + i];
    int to = i * width;
    for (int j = i; j < width; j++) {
      double two = Math.fma(f1, a[r1 + j], Math.fma(f0, a[r0 + j], a[to + j]));
      a[to + j] = Math.fma(f3, a[r3 + j], Math.fma(f2, a[r2 + j], two));
    }
  }

  /** Row i less u_pi times row p. */
  private static void subtract(double[] a, int width, int p, int i) {
    double factor = -a[p * width + i];
    int from = p * width;
    int to = i * width;
    for (int j = i; j < width; j++) {
      a[to + j] = Math.fma(factor, a[from + j], a[to + j]);
    }
  }

  /** Below this a pivot is nothing but rounding errors. */
  private static double leastPivot(double[] a, int width) {
    double largest = 0;
    for (int i = 0; i < width; i++) {
      largest = Math.max(largest, a[i * width + i]);
    }
    return largest * width * 0x1p-52;
  }

  private static FactorizationException noPivot(int width, int p, double pivot) {
    if (!Double.isFinite(pivot)) {
      return new FactorizationException(
          FactorizationException.Kind.NON_FINITE,
          "the normal equations are not finite (pivot %d is %s); scale the values down"
              .formatted(p, pivot));
    }
    return new FactorizationException(
        FactorizationException.Kind.SINGULAR,
        "the normal equations have no unique solution (rank %d of %d); set a regularization or fewer factors"
            .formatted(p, width));
  }

  /**
   * Solves UᵀU x = b in place.
   *
   * @param u what {@link #decompose} left
   * @param width its rows and columns
   * @param x holds b, and afterwards the solution
   */
  public static void solve(double[] u, int width, double[] x) {
    forward(u, width, x);
    backward(u, width, x);
  }

  /** Solves Uᵀz = x in place. */
  static void forward(double[] u, int width, double[] x) {
    for (int p = 0; p < width; p++) {
      x[p] /= u[p * width + p];
      double factor = -x[p];
      for (int j = p + 1; j < width; j++) {
        x[j] = Math.fma(factor, u[p * width + j], x[j]);
      }
    }
  }

  /** Solves Ux = z in place. */
  static void backward(double[] u, int width, double[] x) {
    for (int p = width - 1; p >= 0; p--) {
      double sum = x[p];
      for (int j = p + 1; j < width; j++) {
        sum = Math.fma(-u[p * width + j], x[j], sum);
      }
      x[p] = sum / u[p * width + p];
    }
  }

  /**
   * Returns the inverse of the matrix whose decomposition is given, in a new array, both triangles
   * filled.
   *
   * @param u what {@link #decompose} left
   * @param width its rows and columns
   */
  public static double[] inverse(double[] u, int width) {
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
