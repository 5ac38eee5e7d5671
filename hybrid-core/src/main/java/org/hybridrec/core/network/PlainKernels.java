package org.hybridrec.core.network;

import java.util.Arrays;

/** The kernels in plain Java, no flag needed. */
final class PlainKernels implements Kernels {

  @Override
  public void multiplyAdd(
      float[][] c,
      int cFrom,
      float[][] a,
      int aFrom,
      int rows,
      float[][] b,
      int depth,
      int columns) {
    for (int i = 0; i < rows; i++) {
      for (int k = 0; k < depth; k++) {
        addScaled(c[cFrom + i], 0, a[aFrom + i][k], b[k], 0, columns);
      }
    }
  }

  @Override
  public void addScaled(float[] y, int yOffset, float factor, float[] x, int xOffset, int length) {
    for (int j = 0; j < length; j++) {
      y[yOffset + j] = Math.fma(factor, x[xOffset + j], y[yOffset + j]);
    }
  }

  @Override
  public float max(float[] x, int length) {
    float[] lanes = new float[LANES];
    Arrays.fill(lanes, Float.NEGATIVE_INFINITY);
    for (int j = 0; j < length; j++) {
      lanes[j % LANES] = Math.max(lanes[j % LANES], x[j]);
    }
    for (int half = LANES / 2; half > 0; half /= 2) {
      for (int lane = 0; lane < half; lane++) {
        lanes[lane] = Math.max(lanes[lane], lanes[lane + half]);
      }
    }
    return lanes[0];
  }

  @Override
  public float sumOfExp(float[] x, int length, float max) {
    float[] lanes = new float[LANES];
    for (int j = 0; j < length; j++) {
      lanes[j % LANES] += Exponential.exp(x[j] - max);
    }
    for (int half = LANES / 2; half > 0; half /= 2) {
      for (int lane = 0; lane < half; lane++) {
        lanes[lane] += lanes[lane + half];
      }
    }
    return lanes[0];
  }

  @Override
  public void scaledExp(float[] x, int length, float max, float factor) {
    for (int j = 0; j < length; j++) {
      x[j] = Exponential.exp(x[j] - max) * factor;
    }
  }

  @Override
  public void transpose(float[][] in, float[][] out, int rows, int columns) {
    for (int i = 0; i < rows; i++) {
      float[] row = in[i];
      for (int j = 0; j < columns; j++) {
        out[j][i] = row[j];
      }
    }
  }
}
