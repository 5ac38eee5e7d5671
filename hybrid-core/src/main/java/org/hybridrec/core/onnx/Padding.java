package org.hybridrec.core.onnx;

import java.util.Arrays;
import org.hybridrec.features.encoded.IdList;

/** Lists of different lengths as arrays whose rows are equally long, with at least one column. */
final class Padding {

  private Padding() {}

  static long[][] ids(IdList list) {
    long[][] ids = new long[list.rowCount()][width(list)];
    for (int row = 0; row < ids.length; row++) {
      Arrays.fill(ids[row], -1);
      int start = list.offsets()[row];
      for (int i = 0; i < list.offsets()[row + 1] - start; i++) {
        ids[row][i] = list.ids()[start + i];
      }
    }
    return ids;
  }

  static float[][] weights(IdList list) {
    float[][] weights = new float[list.rowCount()][width(list)];
    for (int row = 0; row < weights.length; row++) {
      int start = list.offsets()[row];
      for (int i = 0; i < list.offsets()[row + 1] - start; i++) {
        weights[row][i] = list.weight(start + i);
      }
    }
    return weights;
  }

  static float[][] vectors(float[] floats, int rows, int width) {
    float[][] vectors = new float[rows][];
    for (int row = 0; row < rows; row++) {
      vectors[row] = Arrays.copyOfRange(floats, row * width, (row + 1) * width);
    }
    return vectors;
  }

  private static int width(IdList list) {
    int width = 1;
    for (int row = 0; row < list.rowCount(); row++) {
      width = Math.max(width, list.offsets()[row + 1] - list.offsets()[row]);
    }
    return width;
  }
}
