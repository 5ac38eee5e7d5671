package org.hybridrec.features.synthetic;

/** The little vector arithmetic that a made-up world needs, in double precision. */
final class Vectors {

  private Vectors() {}

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** Returns a · scaleA + b · scaleB. */
  static double[] combined(double scaleA, double[] a, double scaleB, double[] b) {
    double[] sum = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      sum[i] = scaleA * a[i] + scaleB * b[i];
    }
    return sum;
  }

  /** Returns the vector of length 1 in the same direction. */
  static double[] unit(double[] vector) {
    double length = StrictMath.sqrt(dot(vector, vector));
    return combined(1 / length, vector, 0, vector);
  }
}
