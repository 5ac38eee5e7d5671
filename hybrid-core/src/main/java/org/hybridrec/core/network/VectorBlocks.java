package org.hybridrec.core.network;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/**
 * The innermost loops of a matrix product: five rows by four, two or one vectors of columns, whose
 * sums stay in registers while the depth is gone through. Four vectors are right where the
 * processor has 32 vector registers, two where it has 16. Every sum is one chain of fused
 * multiply-adds in ascending depth.
 *
 * <p>Where fewer than five rows are left, the last one is taken again for those that lack: it is
 * computed more than once, with the same result. Rows are passed as a place in a matrix because an
 * array of them would have to be filled, and storing references is dear.
 *
 * <p>The columns of the second factor come packed, one depth after the other in one array: its
 * bounds are checked with two comparisons a depth and not with four a row. The compiler of Java 17
 * fetches the first factor's numbers of all rows before it adds; of six rows it puts a sum into
 * memory for want of a register.
 */
final class VectorBlocks {

  /** Rows of a block. */
  static final int ROWS = 5;

  /** Vectors of at most 16 lanes: that is what a reduction has. */
  static final VectorSpecies<Float> SPECIES =
      FloatVector.SPECIES_PREFERRED.length() > Kernels.LANES
          ? FloatVector.SPECIES_512
          : FloatVector.SPECIES_PREFERRED;

  private static final int LENGTH = SPECIES.length();

  /** Two and four vectors; the compiler of Java 17 sees through one multiplication, not two. */
  private static final int TWO = 2 * LENGTH;

  private static final int FOUR = 4 * LENGTH;

  /** Four vectors of columns fit the registers unless the processor has but 16 of them. */
  static final int WIDE = LENGTH == 8 ? TWO : FOUR;

  private VectorBlocks() {}

  /**
   * Adds the products of depths [from, to) to rows ci … ci + rows - 1 of c (five, or fewer), in
   * four vectors of columns from j on.
   *
   * @param start what the sums start from; null for c itself
   * @param panel those columns of the other factor, one depth after the other, from {@code at} on
   */
  static void four(
      float[][] c,
      int ci,
      float @Nullable [] start,
      float[][] a,
      int ai,
      int rows,
      float[] panel,
      int at,
      int from,
      int to,
      int j) {
    float[] c0 = c[ci];
    float[] a0 = a[ai];
    float[] start0 = start == null ? c0 : start;
    FloatVector s00 = FloatVector.fromArray(SPECIES, start0, j);
    FloatVector s01 = FloatVector.fromArray(SPECIES, start0, j + LENGTH);
    FloatVector s02 = FloatVector.fromArray(SPECIES, start0, j + 2 * LENGTH);
    FloatVector s03 = FloatVector.fromArray(SPECIES, start0, j + 3 * LENGTH);
    float[] c1 = c[ci + Math.min(1, rows - 1)];
    float[] a1 = a[ai + Math.min(1, rows - 1)];
    float[] start1 = start == null ? c1 : start;
    FloatVector s10 = FloatVector.fromArray(SPECIES, start1, j);
    FloatVector s11 = FloatVector.fromArray(SPECIES, start1, j + LENGTH);
    FloatVector s12 = FloatVector.fromArray(SPECIES, start1, j + 2 * LENGTH);
    FloatVector s13 = FloatVector.fromArray(SPECIES, start1, j + 3 * LENGTH);
    float[] c2 = c[ci + Math.min(2, rows - 1)];
    float[] a2 = a[ai + Math.min(2, rows - 1)];
    float[] start2 = start == null ? c2 : start;
    FloatVector s20 = FloatVector.fromArray(SPECIES, start2, j);
    FloatVector s21 = FloatVector.fromArray(SPECIES, start2, j + LENGTH);
    FloatVector s22 = FloatVector.fromArray(SPECIES, start2, j + 2 * LENGTH);
    FloatVector s23 = FloatVector.fromArray(SPECIES, start2, j + 3 * LENGTH);
    float[] c3 = c[ci + Math.min(3, rows - 1)];
    float[] a3 = a[ai + Math.min(3, rows - 1)];
    float[] start3 = start == null ? c3 : start;
    FloatVector s30 = FloatVector.fromArray(SPECIES, start3, j);
    FloatVector s31 = FloatVector.fromArray(SPECIES, start3, j + LENGTH);
    FloatVector s32 = FloatVector.fromArray(SPECIES, start3, j + 2 * LENGTH);
    FloatVector s33 = FloatVector.fromArray(SPECIES, start3, j + 3 * LENGTH);
    float[] c4 = c[ci + Math.min(4, rows - 1)];
    float[] a4 = a[ai + Math.min(4, rows - 1)];
    float[] start4 = start == null ? c4 : start;
    FloatVector s40 = FloatVector.fromArray(SPECIES, start4, j);
    FloatVector s41 = FloatVector.fromArray(SPECIES, start4, j + LENGTH);
    FloatVector s42 = FloatVector.fromArray(SPECIES, start4, j + 2 * LENGTH);
    FloatVector s43 = FloatVector.fromArray(SPECIES, start4, j + 3 * LENGTH);
    int base = at - from * FOUR;
    for (int k = from; k < to; k++) {
      int p = base + k * FOUR;
      FloatVector b0 = FloatVector.fromArray(SPECIES, panel, p);
      FloatVector b1 = FloatVector.fromArray(SPECIES, panel, p + LENGTH);
      FloatVector b2 = FloatVector.fromArray(SPECIES, panel, p + 2 * LENGTH);
      FloatVector b3 = FloatVector.fromArray(SPECIES, panel, p + 3 * LENGTH);
      FloatVector f0 = FloatVector.broadcast(SPECIES, a0[k]);
      s00 = f0.fma(b0, s00);
      s01 = f0.fma(b1, s01);
      s02 = f0.fma(b2, s02);
      s03 = f0.fma(b3, s03);
      FloatVector f1 = FloatVector.broadcast(SPECIES, a1[k]);
      s10 = f1.fma(b0, s10);
      s11 = f1.fma(b1, s11);
      s12 = f1.fma(b2, s12);
      s13 = f1.fma(b3, s13);
      FloatVector f2 = FloatVector.broadcast(SPECIES, a2[k]);
      s20 = f2.fma(b0, s20);
      s21 = f2.fma(b1, s21);
      s22 = f2.fma(b2, s22);
      s23 = f2.fma(b3, s23);
      FloatVector f3 = FloatVector.broadcast(SPECIES, a3[k]);
      s30 = f3.fma(b0, s30);
      s31 = f3.fma(b1, s31);
      s32 = f3.fma(b2, s32);
      s33 = f3.fma(b3, s33);
      FloatVector f4 = FloatVector.broadcast(SPECIES, a4[k]);
      s40 = f4.fma(b0, s40);
      s41 = f4.fma(b1, s41);
      s42 = f4.fma(b2, s42);
      s43 = f4.fma(b3, s43);
    }
    s00.intoArray(c0, j);
    s01.intoArray(c0, j + LENGTH);
    s02.intoArray(c0, j + 2 * LENGTH);
    s03.intoArray(c0, j + 3 * LENGTH);
    s10.intoArray(c1, j);
    s11.intoArray(c1, j + LENGTH);
    s12.intoArray(c1, j + 2 * LENGTH);
    s13.intoArray(c1, j + 3 * LENGTH);
    s20.intoArray(c2, j);
    s21.intoArray(c2, j + LENGTH);
    s22.intoArray(c2, j + 2 * LENGTH);
    s23.intoArray(c2, j + 3 * LENGTH);
    s30.intoArray(c3, j);
    s31.intoArray(c3, j + LENGTH);
    s32.intoArray(c3, j + 2 * LENGTH);
    s33.intoArray(c3, j + 3 * LENGTH);
    s40.intoArray(c4, j);
    s41.intoArray(c4, j + LENGTH);
    s42.intoArray(c4, j + 2 * LENGTH);
    s43.intoArray(c4, j + 3 * LENGTH);
  }

  /** The same for two vectors. */
  static void two(
      float[][] c,
      int ci,
      float @Nullable [] start,
      float[][] a,
      int ai,
      int rows,
      float[] panel,
      int at,
      int from,
      int to,
      int j) {
    float[] c0 = c[ci];
    float[] a0 = a[ai];
    float[] start0 = start == null ? c0 : start;
    FloatVector s00 = FloatVector.fromArray(SPECIES, start0, j);
    FloatVector s01 = FloatVector.fromArray(SPECIES, start0, j + LENGTH);
    float[] c1 = c[ci + Math.min(1, rows - 1)];
    float[] a1 = a[ai + Math.min(1, rows - 1)];
    float[] start1 = start == null ? c1 : start;
    FloatVector s10 = FloatVector.fromArray(SPECIES, start1, j);
    FloatVector s11 = FloatVector.fromArray(SPECIES, start1, j + LENGTH);
    float[] c2 = c[ci + Math.min(2, rows - 1)];
    float[] a2 = a[ai + Math.min(2, rows - 1)];
    float[] start2 = start == null ? c2 : start;
    FloatVector s20 = FloatVector.fromArray(SPECIES, start2, j);
    FloatVector s21 = FloatVector.fromArray(SPECIES, start2, j + LENGTH);
    float[] c3 = c[ci + Math.min(3, rows - 1)];
    float[] a3 = a[ai + Math.min(3, rows - 1)];
    float[] start3 = start == null ? c3 : start;
    FloatVector s30 = FloatVector.fromArray(SPECIES, start3, j);
    FloatVector s31 = FloatVector.fromArray(SPECIES, start3, j + LENGTH);
    float[] c4 = c[ci + Math.min(4, rows - 1)];
    float[] a4 = a[ai + Math.min(4, rows - 1)];
    float[] start4 = start == null ? c4 : start;
    FloatVector s40 = FloatVector.fromArray(SPECIES, start4, j);
    FloatVector s41 = FloatVector.fromArray(SPECIES, start4, j + LENGTH);
    int base = at - from * TWO;
    for (int k = from; k < to; k++) {
      int p = base + k * TWO;
      FloatVector b0 = FloatVector.fromArray(SPECIES, panel, p);
      FloatVector b1 = FloatVector.fromArray(SPECIES, panel, p + LENGTH);
      FloatVector f0 = FloatVector.broadcast(SPECIES, a0[k]);
      s00 = f0.fma(b0, s00);
      s01 = f0.fma(b1, s01);
      FloatVector f1 = FloatVector.broadcast(SPECIES, a1[k]);
      s10 = f1.fma(b0, s10);
      s11 = f1.fma(b1, s11);
      FloatVector f2 = FloatVector.broadcast(SPECIES, a2[k]);
      s20 = f2.fma(b0, s20);
      s21 = f2.fma(b1, s21);
      FloatVector f3 = FloatVector.broadcast(SPECIES, a3[k]);
      s30 = f3.fma(b0, s30);
      s31 = f3.fma(b1, s31);
      FloatVector f4 = FloatVector.broadcast(SPECIES, a4[k]);
      s40 = f4.fma(b0, s40);
      s41 = f4.fma(b1, s41);
    }
    s00.intoArray(c0, j);
    s01.intoArray(c0, j + LENGTH);
    s10.intoArray(c1, j);
    s11.intoArray(c1, j + LENGTH);
    s20.intoArray(c2, j);
    s21.intoArray(c2, j + LENGTH);
    s30.intoArray(c3, j);
    s31.intoArray(c3, j + LENGTH);
    s40.intoArray(c4, j);
    s41.intoArray(c4, j + LENGTH);
  }

  /** The same for one vector. */
  static void one(
      float[][] c,
      int ci,
      float @Nullable [] start,
      float[][] a,
      int ai,
      int rows,
      float[] panel,
      int at,
      int from,
      int to,
      int j) {
    float[] c0 = c[ci];
    float[] a0 = a[ai];
    float[] start0 = start == null ? c0 : start;
    FloatVector s00 = FloatVector.fromArray(SPECIES, start0, j);
    float[] c1 = c[ci + Math.min(1, rows - 1)];
    float[] a1 = a[ai + Math.min(1, rows - 1)];
    float[] start1 = start == null ? c1 : start;
    FloatVector s10 = FloatVector.fromArray(SPECIES, start1, j);
    float[] c2 = c[ci + Math.min(2, rows - 1)];
    float[] a2 = a[ai + Math.min(2, rows - 1)];
    float[] start2 = start == null ? c2 : start;
    FloatVector s20 = FloatVector.fromArray(SPECIES, start2, j);
    float[] c3 = c[ci + Math.min(3, rows - 1)];
    float[] a3 = a[ai + Math.min(3, rows - 1)];
    float[] start3 = start == null ? c3 : start;
    FloatVector s30 = FloatVector.fromArray(SPECIES, start3, j);
    float[] c4 = c[ci + Math.min(4, rows - 1)];
    float[] a4 = a[ai + Math.min(4, rows - 1)];
    float[] start4 = start == null ? c4 : start;
    FloatVector s40 = FloatVector.fromArray(SPECIES, start4, j);
    int base = at - from * LENGTH;
    for (int k = from; k < to; k++) {
      int p = base + k * LENGTH;
      FloatVector b0 = FloatVector.fromArray(SPECIES, panel, p);
      FloatVector f0 = FloatVector.broadcast(SPECIES, a0[k]);
      s00 = f0.fma(b0, s00);
      FloatVector f1 = FloatVector.broadcast(SPECIES, a1[k]);
      s10 = f1.fma(b0, s10);
      FloatVector f2 = FloatVector.broadcast(SPECIES, a2[k]);
      s20 = f2.fma(b0, s20);
      FloatVector f3 = FloatVector.broadcast(SPECIES, a3[k]);
      s30 = f3.fma(b0, s30);
      FloatVector f4 = FloatVector.broadcast(SPECIES, a4[k]);
      s40 = f4.fma(b0, s40);
    }
    s00.intoArray(c0, j);
    s10.intoArray(c1, j);
    s20.intoArray(c2, j);
    s30.intoArray(c3, j);
    s40.intoArray(c4, j);
  }

  /** Copies columns j … j + width - 1 of rows [from, to), one row after the other. */
  static void pack(float[][] b, int from, int to, int j, int width, float[] panel) {
    if (width == FOUR) {
      for (int k = from, p = 0; k < to; k++, p += FOUR) {
        float[] row = b[k];
        vector(row, j).intoArray(panel, p);
        vector(row, j + LENGTH).intoArray(panel, p + LENGTH);
        vector(row, j + 2 * LENGTH).intoArray(panel, p + 2 * LENGTH);
        vector(row, j + 3 * LENGTH).intoArray(panel, p + 3 * LENGTH);
      }
      return;
    }
    for (int k = from; k < to; k++) {
      for (int i = 0; i < width; i += LENGTH) {
        vector(b[k], j + i).intoArray(panel, (k - from) * width + i);
      }
    }
  }

  /** Copies columns [0, columns) of rows [from, to), each column's numbers side by side. */
  static void packTransposed(
      float[][] kernel, int from, int to, int columns, int width, float[] panels, int at) {
    int i = from;
    if (width == WIDE) {
      for (; i <= to - 8; i += 8) {
        packEight(kernel, i, columns, panels, at + i - from);
      }
    }
    for (; i < to; i++) {
      float[] row = kernel[i];
      for (int k = 0; k < columns; k++) {
        panels[at + i - from + k * width] = row[k];
      }
    }
  }

  /** Eight rows at a time: what is written then lies together. */
  private static void packEight(float[][] kernel, int i, int columns, float[] panels, int at) {
    float[] row0 = kernel[i];
    float[] row1 = kernel[i + 1];
    float[] row2 = kernel[i + 2];
    float[] row3 = kernel[i + 3];
    float[] row4 = kernel[i + 4];
    float[] row5 = kernel[i + 5];
    float[] row6 = kernel[i + 6];
    float[] row7 = kernel[i + 7];
    for (int k = 0; k < columns; k++) {
      int p = at + k * WIDE;
      panels[p] = row0[k];
      panels[p + 1] = row1[k];
      panels[p + 2] = row2[k];
      panels[p + 3] = row3[k];
      panels[p + 4] = row4[k];
      panels[p + 5] = row5[k];
      panels[p + 6] = row6[k];
      panels[p + 7] = row7[k];
    }
  }

  /** Adds the products of four depths to one row of c. */
  static void fourDepths(float[] c, float[] a, float[][] b, int k, int columns) {
    float[] b0 = b[k];
    float[] b1 = b[k + 1];
    float[] b2 = b[k + 2];
    float[] b3 = b[k + 3];
    FloatVector a0 = FloatVector.broadcast(SPECIES, a[k]);
    FloatVector a1 = FloatVector.broadcast(SPECIES, a[k + 1]);
    FloatVector a2 = FloatVector.broadcast(SPECIES, a[k + 2]);
    FloatVector a3 = FloatVector.broadcast(SPECIES, a[k + 3]);
    for (int j = 0; j < columns; j += LENGTH) {
      FloatVector sum = a0.fma(vector(b0, j), vector(c, j));
      sum = a1.fma(vector(b1, j), sum);
      sum = a2.fma(vector(b2, j), sum);
      a3.fma(vector(b3, j), sum).intoArray(c, j);
    }
  }

  /** Adds the products of one depth to one row of c. */
  static void oneDepth(float[] c, float a, float[] b, int columns) {
    FloatVector factor = FloatVector.broadcast(SPECIES, a);
    for (int j = 0; j < columns; j += LENGTH) {
      factor.fma(vector(b, j), vector(c, j)).intoArray(c, j);
    }
  }

  private static FloatVector vector(float[] x, int j) {
    return FloatVector.fromArray(SPECIES, x, j);
  }
}
