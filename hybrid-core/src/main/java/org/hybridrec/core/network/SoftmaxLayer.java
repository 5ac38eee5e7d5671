package org.hybridrec.core.network;

import java.util.function.IntUnaryOperator;

/**
 * The output layer: one logit a class, input · kernel + bias, cut into tiles of {@value #TILE}
 * classes. A tile's weights lie together, so that it is computed, differentiated and updated while
 * in cache, and the logits of all classes never stand side by side.
 */
final class SoftmaxLayer {

  /** Classes a tile; the last one has what is left. */
  static final int TILE = 512;

  final int inputWidth;
  final int classCount;

  /** [tile][in][classes of the tile]. */
  final float[][][] kernel;

  /**
   * [tile][dense unit][classes of the tile]: rows of the kernel in the order of the dense input.
   */
  final float[][][] denseRows;

  /** [tile][classes of the tile]. */
  final float[][] bias;

  SoftmaxLayer(int inputWidth, int classCount, int denseWidth, IntUnaryOperator kernelRow) {
    this.inputWidth = inputWidth;
    this.classCount = classCount;
    int tiles = tileCount(classCount);
    kernel = new float[tiles][][];
    denseRows = new float[tiles][][];
    bias = new float[tiles][];
    for (int tile = 0; tile < tiles; tile++) {
      kernel[tile] = Rows.allocate(inputWidth, tileWidth(tile));
      denseRows[tile] = Rows.select(kernel[tile], denseWidth, kernelRow);
      bias[tile] = new float[Rows.padded(tileWidth(tile))];
    }
  }

  static int tileCount(int classCount) {
    return (classCount - 1) / TILE + 1;
  }

  int tileCount() {
    return bias.length;
  }

  int tileWidth(int tile) {
    return Math.min(TILE, classCount - tile * TILE);
  }

  int firstClass(int tile) {
    return tile * TILE;
  }

  /** Returns the pieces of the kernel [in × classes] in row-major order. */
  float[][] kernelRowMajor() {
    float[][] pieces = new float[inputWidth * tileCount()][];
    for (int row = 0; row < inputWidth; row++) {
      for (int tile = 0; tile < tileCount(); tile++) {
        pieces[row * tileCount() + tile] = kernel[tile][row];
      }
    }
    return pieces;
  }

  /** Computes a tile's logits of input rows [from, to). */
  void logits(Kernels kernels, LayerInput input, int tile, float[][] out, int from, int to) {
    int width = tileWidth(tile);
    kernels.multiply(
        out,
        from,
        input.dense(),
        from,
        to - from,
        denseRows[tile],
        input.width(),
        width,
        bias[tile]);
    SparseInput sparse = input.sparse();
    if (sparse != null) {
      for (int row = from; row < to; row++) {
        sparse.gather(kernels, row, kernel[tile], out[row], width);
      }
    }
  }
}
