package org.hybridrec.features.text;

/** Vectors scaled to a Euclidean length of 1; zeros stay zeros. */
final class UnitLength {

  private UnitLength() {}

  /** Writes the vector, scaled, to the target. Squares must not overflow a double. */
  static void copy(double[] vector, float[] target, int offset) {
    double squares = 0;
    for (double value : vector) {
      squares += value * value;
    }
    double length = squares > 0 ? Math.sqrt(squares) : 1;
    for (int d = 0; d < vector.length; d++) {
      target[offset + d] = (float) (vector[d] / length);
    }
  }
}
