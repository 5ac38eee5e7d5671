package org.hybridrec.core.factorization;

/**
 * Σ w y yᵀ in the upper triangle of a matrix [width × width]. Vectors are taken four at a time, so
 * that the matrix is read and written once for four of them.
 */
final class WeightedSum {

  private static final int AT_ONCE = 4;

  private final int width;
  private final double[] upper;
  private final double[][] vectors;
  private final double[] weights = new double[AT_ONCE];
  private int waiting;

  WeightedSum(int width) {
    this.width = width;
    this.upper = new double[Math.multiplyExact(width, width)];
    this.vectors = new double[AT_ONCE][width];
  }

  /** Begins a sum with w₀ times a matrix. */
  void begin(double w0, double[] matrix) {
    for (int i = 0; i < upper.length; i++) {
      upper[i] = w0 * matrix[i];
    }
    waiting = 0;
  }

  void add(double weight, float[] vector) {
    double[] copy = vectors[waiting];
    for (int i = 0; i < width; i++) {
      copy[i] = vector[i];
    }
    weights[waiting++] = weight;
    if (waiting == AT_ONCE) {
      addWaiting();
    }
  }

  /** The sum of all that was added. The lower triangle has no meaning. */
  double[] upper() {
    if (waiting > 0) {
      for (int i = waiting; i < AT_ONCE; i++) {
        weights[i] = 0;
      }
      addWaiting();
    }
    return upper;
  }

  private void addWaiting() {
    double[] v0 = vectors[0];
    double[] v1 = vectors[1];
    double[] v2 = vectors[2];
    double[] v3 = vectors[3];
    for (int i = 0; i < width; i++) {
      addRow(i, weights[0] * v0[i], weights[1] * v1[i], weights[2] * v2[i], weights[3] * v3[i]);
    }
    waiting = 0;
  }

  private void addRow(int i, double a0, double a1, double a2, double a3) {
    double[] v0 = vectors[0];
    double[] v1 = vectors[1];
    double[] v2 = vectors[2];
    double[] v3 = vectors[3];
    int row = i * width;
    for (int j = i; j < width; j++) {
      double sum = Math.fma(a1, v1[j], Math.fma(a0, v0[j], upper[row + j]));
      upper[row + j] = Math.fma(a3, v3[j], Math.fma(a2, v2[j], sum));
    }
  }
}
