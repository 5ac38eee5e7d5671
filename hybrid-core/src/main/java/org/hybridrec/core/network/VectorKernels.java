package org.hybridrec.core.network;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/**
 * The kernels on the Vector API. To be touched only where {@code jdk.incubator.vector} is there:
 * {@link KernelChoice} sees to that.
 */
final class VectorKernels implements Kernels {

  private static final VectorSpecies<Float> SPECIES = VectorBlocks.SPECIES;
  private static final int LENGTH = SPECIES.length();

  private static final int WIDE = VectorBlocks.WIDE;

  /**
   * Depths gone through at a time: that many times {@link #WIDE} numbers stay in the first cache.
   */
  private static final int DEPTH = 128;

  /**
   * With the exponent's bias in it the low bits of a sum are a power of two's exponent: shifting
   * drops all others.
   */
  private static final float BIASED_ROUNDING = Exponential.ROUNDING + Exponential.BIAS;

  /** Columns of b that a thread is at, one depth after the other. */
  private static final ThreadLocal<float[]> PANEL =
      ThreadLocal.withInitial(() -> new float[DEPTH * WIDE]);

  @Override
  public int rowBlock() {
    return 128;
  }

  @Override
  public int kernelRows() {
    return 65;
  }

  @Override
  public void multiply(
      float[][] c,
      int cFrom,
      float[][] a,
      int aFrom,
      int rows,
      float[][] b,
      int depth,
      int columns,
      float @Nullable [] start) {
    if (rows == 1 || depth == 0) {
      Kernels.begin(c, cFrom, rows, columns, start);
      for (int i = 0; i < rows; i++) {
        multiplyRow(c[cFrom + i], a[aFrom + i], b, depth, columns);
      }
      return;
    }
    float[] panel = PANEL.get();
    int end = Rows.padded(columns);
    for (int from = 0; from < depth; from += DEPTH) {
      int to = Math.min(from + DEPTH, depth);
      float[] first = from == 0 ? start : null;
      for (int j = 0; j < end; j += width(j, end)) {
        VectorBlocks.pack(b, from, to, j, width(j, end), panel);
        panel(c, cFrom, first, a, aFrom, rows, panel, 0, from, to, j, width(j, end));
      }
    }
  }

  /** Returns how many columns the panel from j on has. */
  private static int width(int j, int end) {
    return j < end - end % WIDE ? WIDE : LANES;
  }

  /** Adds the products with one panel to some columns of all rows. */
  private static void panel(
      float[][] c,
      int cFrom,
      float @Nullable [] start,
      float[][] a,
      int aFrom,
      int rows,
      float[] panel,
      int at,
      int from,
      int to,
      int j,
      int width) {
    for (int i = 0; i < rows; i += VectorBlocks.ROWS) {
      int left = Math.min(VectorBlocks.ROWS, rows - i);
      int ci = cFrom + i;
      int ai = aFrom + i;
      switch (width / LENGTH) {
        case 4 -> VectorBlocks.four(c, ci, start, a, ai, left, panel, at, from, to, j);
        case 2 -> VectorBlocks.two(c, ci, start, a, ai, left, panel, at, from, to, j);
        default -> VectorBlocks.one(c, ci, start, a, ai, left, panel, at, from, to, j);
      }
    }
  }

  /** One row meets each number of b once: it is read in the order in which it lies. */
  private static void multiplyRow(float[] c, float[] a, float[][] b, int depth, int columns) {
    int end = Rows.padded(columns);
    int k = 0;
    for (; k <= depth - 4; k += 4) {
      VectorBlocks.fourDepths(c, a, b, k, end);
    }
    for (; k < depth; k++) {
      VectorBlocks.oneDepth(c, a[k], b[k], end);
    }
  }

  @Override
  public TransposedProduct transposedProduct() {
    return new TransposedProduct() {
      private float[] panels = new float[0];
      private int end;
      private int columns;

      @Override
      public void take(float[][] kernel, int units, int newColumns) {
        end = Rows.padded(units);
        columns = newColumns;
        if (panels.length < end * columns) {
          panels = new float[end * columns];
        }
        for (int j = 0; j < units; j += width(j, end)) {
          int to = Math.min(j + width(j, end), units);
          VectorBlocks.packTransposed(kernel, j, to, columns, width(j, end), panels, j * columns);
        }
      }

      @Override
      public void add(float[][] dInput, float[][] dz, int from, int to) {
        for (int k = 0; k < columns; k += DEPTH) {
          int kEnd = Math.min(k + DEPTH, columns);
          for (int j = 0; j < end; j += width(j, end)) {
            int width = width(j, end);
            int at = j * columns + k * width;
            panel(dInput, from, null, dz, from, to - from, panels, at, k, kEnd, j, width);
          }
        }
      }
    };
  }

  @Override
  public void addScaled(float[] y, int yOffset, float factor, float[] x, int xOffset, int length) {
    FloatVector f = FloatVector.broadcast(SPECIES, factor);
    int j = 0;
    for (; j <= length - LENGTH; j += LENGTH) {
      FloatVector sum = FloatVector.fromArray(SPECIES, y, yOffset + j);
      f.fma(FloatVector.fromArray(SPECIES, x, xOffset + j), sum).intoArray(y, yOffset + j);
    }
    for (; j < length; j++) {
      y[yOffset + j] = Math.fma(factor, x[xOffset + j], y[yOffset + j]);
    }
  }

  /**
   * Four maxima at a time, so that they need not wait for each other: the order does not matter.
   */
  @Override
  public float max(float[] x, int offset, int length) {
    FloatVector m0 = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
    FloatVector m1 = m0;
    FloatVector m2 = m0;
    FloatVector m3 = m0;
    int j = offset;
    int end = offset + length;
    for (; j <= end - 4 * LENGTH; j += 4 * LENGTH) {
      m0 = m0.max(FloatVector.fromArray(SPECIES, x, j));
      m1 = m1.max(FloatVector.fromArray(SPECIES, x, j + LENGTH));
      m2 = m2.max(FloatVector.fromArray(SPECIES, x, j + 2 * LENGTH));
      m3 = m3.max(FloatVector.fromArray(SPECIES, x, j + 3 * LENGTH));
    }
    float max = m0.max(m1).max(m2.max(m3)).reduceLanes(VectorOperators.MAX);
    for (; j < end; j++) {
      max = Math.max(max, x[j]);
    }
    return max;
  }

  @Override
  public void passWhereActive(float[] out, float[] dOut, float scale, float[] dz, int length) {
    int j = 0;
    for (; j <= length - LENGTH; j += LENGTH) {
      FloatVector scaled = FloatVector.fromArray(SPECIES, dOut, j).mul(scale);
      FloatVector zero = FloatVector.zero(SPECIES);
      zero.blend(scaled, FloatVector.fromArray(SPECIES, out, j).compare(VectorOperators.GT, 0f))
          .intoArray(dz, j);
    }
    for (; j < length; j++) {
      dz[j] = out[j] > 0f ? dOut[j] * scale : 0f;
    }
  }

  @Override
  public float exp(float[] x, int offset, float[] out, float[] spare, int length, float max) {
    float[] lanes = Kernels.lanes(spare);
    int whole = length - length % LANES;
    for (int lane = 0; lane < LANES; lane += LENGTH) {
      FloatVector sum = FloatVector.zero(SPECIES);
      for (int j = lane; j < whole; j += LANES) {
        FloatVector e = exp(FloatVector.fromArray(SPECIES, x, offset + j).sub(max));
        e.intoArray(out, j);
        sum = sum.add(e);
      }
      sum.intoArray(lanes, lane);
    }
    for (int j = whole; j < length; j++) {
      out[j] = Exponential.exp(x[offset + j] - max);
      lanes[j - whole] += out[j];
    }
    return Kernels.sum(lanes);
  }

  /** {@link Exponential#exp}, lane by lane. */
  private static FloatVector exp(FloatVector x) {
    FloatVector rounding = FloatVector.broadcast(SPECIES, BIASED_ROUNDING);
    FloatVector shifted = x.fma(FloatVector.broadcast(SPECIES, Exponential.LOG2_E), rounding);
    FloatVector n = shifted.sub(rounding);
    FloatVector high = n.fma(FloatVector.broadcast(SPECIES, -Exponential.LN2_HIGH), x);
    FloatVector r = n.fma(FloatVector.broadcast(SPECIES, -Exponential.LN2_LOW), high);
    FloatVector q =
        FloatVector.broadcast(SPECIES, Exponential.Q4)
            .fma(r, FloatVector.broadcast(SPECIES, Exponential.Q3))
            .fma(r, FloatVector.broadcast(SPECIES, Exponential.Q2))
            .fma(r, FloatVector.broadcast(SPECIES, Exponential.Q1))
            .fma(r, FloatVector.broadcast(SPECIES, Exponential.Q0));
    FloatVector mantissa = r.mul(r).fma(q, r).add(1f);
    FloatVector power =
        shifted
            .reinterpretAsInts()
            .lanewise(VectorOperators.LSHL, Exponential.MANTISSA_BITS)
            .reinterpretAsFloats();
    return mantissa.mul(power).blend(0f, x.compare(VectorOperators.LT, Exponential.LOWEST));
  }

  @Override
  public void scale(float[] x, int length, float factor) {
    int j = 0;
    for (; j <= length - LENGTH; j += LENGTH) {
      FloatVector.fromArray(SPECIES, x, j).mul(factor).intoArray(x, j);
    }
    for (; j < length; j++) {
      x[j] *= factor;
    }
  }

  @Override
  public String toString() {
    return LENGTH + " lanes";
  }
}
