package org.hybridrec.core.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import org.hybridrec.core.file.ModelFormatException.Kind;

/**
 * A named tensor as it stands in a file. Nobody changes the arrays.
 *
 * @param name unique in its file
 * @param dtype the type of its numbers
 * @param shape the sizes, the last running fastest
 * @param bytes the numbers, row-major and little-endian
 */
@SuppressWarnings("ArrayRecordComponent") // a part of a file, compared by nobody
record Tensor(String name, DType dtype, int[] shape, byte[] bytes) {

  ByteBuffer buffer() {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  int elementCount() {
    return bytes.length / dtype.byteCount();
  }

  /** Refuses NaN and infinities. */
  void checkFinite(Origin origin) {
    if (dtype == DType.F32) {
      FloatBuffer floats = buffer().asFloatBuffer();
      for (int i = 0; i < floats.limit(); i++) {
        checkFinite(Float.isFinite(floats.get(i)), i, floats.get(i), origin);
      }
    } else if (dtype == DType.F64) {
      DoubleBuffer doubles = buffer().asDoubleBuffer();
      for (int i = 0; i < doubles.limit(); i++) {
        checkFinite(Double.isFinite(doubles.get(i)), i, doubles.get(i), origin);
      }
    }
  }

  private void checkFinite(boolean finite, int index, double value, Origin origin) {
    if (!finite) {
      throw origin.refuse(
          Kind.NON_FINITE,
          "tensor %s: element %d must be finite, was %s; train the model again, with a lower learning rate if its training diverged"
              .formatted(Printed.of(name), index, value));
    }
  }
}
