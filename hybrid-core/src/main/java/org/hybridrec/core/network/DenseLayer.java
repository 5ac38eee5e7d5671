package org.hybridrec.core.network;

import java.util.function.IntUnaryOperator;

/**
 * A hidden layer: max(0, input · kernel + bias). Kernel [in × out] as rows.
 *
 * @param kernel all rows
 * @param denseRows the kernel's rows that meet the dense input, in its order; the same arrays
 * @param bias [out]
 */
@SuppressWarnings("ArrayRecordComponent") // a view on network memory, compared by nobody
record DenseLayer(float[][] kernel, float[][] denseRows, float[] bias) {

  static DenseLayer of(float[][] kernel, float[] bias, int denseWidth, IntUnaryOperator row) {
    return new DenseLayer(kernel, Rows.select(kernel, denseWidth, row), bias);
  }

  int width() {
    return bias.length;
  }

  /** Computes rows [from, to) of the layer's output. */
  void forward(Kernels kernels, LayerInput input, float[][] out, int from, int to) {
    for (int row = from; row < to; row++) {
      System.arraycopy(bias, 0, out[row], 0, bias.length);
    }
    kernels.multiplyAdd(
        out, from, input.dense(), from, to - from, denseRows, input.width(), bias.length);
    SparseInput sparse = input.sparse();
    for (int row = from; row < to; row++) {
      if (sparse != null) {
        sparse.gather(kernels, row, kernel, out[row], bias.length);
      }
      rectify(out[row], bias.length);
    }
  }

  private static void rectify(float[] z, int length) {
    for (int j = 0; j < length; j++) {
      z[j] = Math.max(z[j], 0f);
    }
  }
}
