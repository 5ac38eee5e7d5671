package org.hybridrec.core.network;

import java.util.function.IntUnaryOperator;

/**
 * A hidden layer: max(0, input · kernel + bias). Kernel [in × out] as rows.
 *
 * @param kernel all rows
 * @param denseRows the kernel's rows that meet the dense input, in its order; the same arrays
 * @param bias [out]
 * @param width out
 */
@SuppressWarnings("ArrayRecordComponent") // a view on network memory, compared by nobody
record DenseLayer(float[][] kernel, float[][] denseRows, float[] bias, int width) {

  /** Returns a layer of zeros; row says which row of the kernel meets a dense unit. */
  static DenseLayer allocate(int in, int width, int denseWidth, IntUnaryOperator row) {
    float[][] kernel = Rows.allocate(in, width);
    float[] bias = new float[Rows.padded(width)];
    return new DenseLayer(kernel, Rows.select(kernel, denseWidth, row), bias, width);
  }

  /** Computes rows [from, to) of the layer's output. */
  void forward(Kernels kernels, LayerInput input, float[][] out, int from, int to) {
    kernels.multiply(
        out, from, input.dense(), from, to - from, denseRows, input.width(), width, bias);
    SparseInput sparse = input.sparse();
    for (int row = from; row < to; row++) {
      if (sparse != null) {
        sparse.gather(kernels, row, kernel, out[row], width);
      }
      rectify(out[row], width);
    }
  }

  private static void rectify(float[] z, int length) {
    for (int j = 0; j < length; j++) {
      z[j] = Math.max(z[j], 0f);
    }
  }
}
