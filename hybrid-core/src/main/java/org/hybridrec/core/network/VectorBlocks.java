package org.hybridrec.core.network;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The innermost loops of a matrix product: six rows by four, two or one vectors of columns, whose
 * sums stay in registers while the depth is gone through. Four vectors are right where the
 * processor has 32 vector registers, two where it has 16. Every sum is one chain of fused
 * multiply-adds in ascending depth.
 *
 * <p>Where fewer than six rows are left, the last one is taken again for those that lack: it is
 * computed more than once, with the same result. Rows are passed as a place in a matrix because an
 * array of six of them would have to be filled, and storing references is dear. The order of the
 * statements matters to the compiler of Java 17: with all rows fetched before all sums it is a
 * fifth slower.
 */
final class VectorBlocks {

  /** Rows of a block. */
  static final int ROWS = 6;

  /** Vectors of at most 16 lanes: that is what a reduction has. */
  static final VectorSpecies<Float> SPECIES =
      FloatVector.SPECIES_PREFERRED.length() > Kernels.LANES
          ? FloatVector.SPECIES_512
          : FloatVector.SPECIES_PREFERRED;

  private static final int LENGTH = SPECIES.length();

  private VectorBlocks() {}

  /**
   * Adds the products of depths [from, to) to rows ci … ci + rows - 1 of c (six, or fewer), in four
   * vectors of columns from j on.
   */
  static void four(
      float[][] c, int ci, float[][] a, int ai, int rows, float[][] b, int from, int to, int j) {
    float[] c0 = c[ci];
    float[] a0 = a[ai];
    FloatVector s00 = FloatVector.fromArray(SPECIES, c0, j);
    FloatVector s01 = FloatVector.fromArray(SPECIES, c0, j + LENGTH);
    FloatVector s02 = FloatVector.fromArray(SPECIES, c0, j + 2 * LENGTH);
    FloatVector s03 = FloatVector.fromArray(SPECIES, c0, j + 3 * LENGTH);
    float[] c1 = c[ci + Math.min(1, rows - 1)];
    float[] a1 = a[ai + Math.min(1, rows - 1)];
    FloatVector s10 = FloatVector.fromArray(SPECIES, c1, j);
    FloatVector s11 = FloatVector.fromArray(SPECIES, c1, j + LENGTH);
    FloatVector s12 = FloatVector.fromArray(SPECIES, c1, j + 2 * LENGTH);
    FloatVector s13 = FloatVector.fromArray(SPECIES, c1, j + 3 * LENGTH);
    float[] c2 = c[ci + Math.min(2, rows - 1)];
    float[] a2 = a[ai + Math.min(2, rows - 1)];
    FloatVector s20 = FloatVector.fromArray(SPECIES, c2, j);
    FloatVector s21 = FloatVector.fromArray(SPECIES, c2, j + LENGTH);
    FloatVector s22 = FloatVector.fromArray(SPECIES, c2, j + 2 * LENGTH);
    FloatVector s23 = FloatVector.fromArray(SPECIES, c2, j + 3 * LENGTH);
    float[] c3 = c[ci + Math.min(3, rows - 1)];
    float[] a3 = a[ai + Math.min(3, rows - 1)];
    FloatVector s30 = FloatVector.fromArray(SPECIES, c3, j);
    FloatVector s31 = FloatVector.fromArray(SPECIES, c3, j + LENGTH);
    FloatVector s32 = FloatVector.fromArray(SPECIES, c3, j + 2 * LENGTH);
    FloatVector s33 = FloatVector.fromArray(SPECIES, c3, j + 3 * LENGTH);
    float[] c4 = c[ci + Math.min(4, rows - 1)];
    float[] a4 = a[ai + Math.min(4, rows - 1)];
    FloatVector s40 = FloatVector.fromArray(SPECIES, c4, j);
    FloatVector s41 = FloatVector.fromArray(SPECIES, c4, j + LENGTH);
    FloatVector s42 = FloatVector.fromArray(SPECIES, c4, j + 2 * LENGTH);
    FloatVector s43 = FloatVector.fromArray(SPECIES, c4, j + 3 * LENGTH);
    float[] c5 = c[ci + Math.min(5, rows - 1)];
    float[] a5 = a[ai + Math.min(5, rows - 1)];
    FloatVector s50 = FloatVector.fromArray(SPECIES, c5, j);
    FloatVector s51 = FloatVector.fromArray(SPECIES, c5, j + LENGTH);
    FloatVector s52 = FloatVector.fromArray(SPECIES, c5, j + 2 * LENGTH);
    FloatVector s53 = FloatVector.fromArray(SPECIES, c5, j + 3 * LENGTH);
    for (int k = from; k < to; k++) {
      float[] row = b[k];
      FloatVector b0 = FloatVector.fromArray(SPECIES, row, j);
      FloatVector b1 = FloatVector.fromArray(SPECIES, row, j + LENGTH);
      FloatVector b2 = FloatVector.fromArray(SPECIES, row, j + 2 * LENGTH);
      FloatVector b3 = FloatVector.fromArray(SPECIES, row, j + 3 * LENGTH);
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
      FloatVector f5 = FloatVector.broadcast(SPECIES, a5[k]);
      s50 = f5.fma(b0, s50);
      s51 = f5.fma(b1, s51);
      s52 = f5.fma(b2, s52);
      s53 = f5.fma(b3, s53);
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
    s50.intoArray(c5, j);
    s51.intoArray(c5, j + LENGTH);
    s52.intoArray(c5, j + 2 * LENGTH);
    s53.intoArray(c5, j + 3 * LENGTH);
  }

  /** The same for two vectors. */
  static void two(
      float[][] c, int ci, float[][] a, int ai, int rows, float[][] b, int from, int to, int j) {
    float[] c0 = c[ci];
    float[] a0 = a[ai];
    FloatVector s00 = FloatVector.fromArray(SPECIES, c0, j);
    FloatVector s01 = FloatVector.fromArray(SPECIES, c0, j + LENGTH);
    float[] c1 = c[ci + Math.min(1, rows - 1)];
    float[] a1 = a[ai + Math.min(1, rows - 1)];
    FloatVector s10 = FloatVector.fromArray(SPECIES, c1, j);
    FloatVector s11 = FloatVector.fromArray(SPECIES, c1, j + LENGTH);
    float[] c2 = c[ci + Math.min(2, rows - 1)];
    float[] a2 = a[ai + Math.min(2, rows - 1)];
    FloatVector s20 = FloatVector.fromArray(SPECIES, c2, j);
    FloatVector s21 = FloatVector.fromArray(SPECIES, c2, j + LENGTH);
    float[] c3 = c[ci + Math.min(3, rows - 1)];
    float[] a3 = a[ai + Math.min(3, rows - 1)];
    FloatVector s30 = FloatVector.fromArray(SPECIES, c3, j);
    FloatVector s31 = FloatVector.fromArray(SPECIES, c3, j + LENGTH);
    float[] c4 = c[ci + Math.min(4, rows - 1)];
    float[] a4 = a[ai + Math.min(4, rows - 1)];
    FloatVector s40 = FloatVector.fromArray(SPECIES, c4, j);
    FloatVector s41 = FloatVector.fromArray(SPECIES, c4, j + LENGTH);
    float[] c5 = c[ci + Math.min(5, rows - 1)];
    float[] a5 = a[ai + Math.min(5, rows - 1)];
    FloatVector s50 = FloatVector.fromArray(SPECIES, c5, j);
    FloatVector s51 = FloatVector.fromArray(SPECIES, c5, j + LENGTH);
    for (int k = from; k < to; k++) {
      float[] row = b[k];
      FloatVector b0 = FloatVector.fromArray(SPECIES, row, j);
      FloatVector b1 = FloatVector.fromArray(SPECIES, row, j + LENGTH);
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
      FloatVector f5 = FloatVector.broadcast(SPECIES, a5[k]);
      s50 = f5.fma(b0, s50);
      s51 = f5.fma(b1, s51);
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
    s50.intoArray(c5, j);
    s51.intoArray(c5, j + LENGTH);
  }

  /** The same for one vector. */
  static void one(
      float[][] c, int ci, float[][] a, int ai, int rows, float[][] b, int from, int to, int j) {
    float[] c0 = c[ci];
    float[] a0 = a[ai];
    FloatVector s00 = FloatVector.fromArray(SPECIES, c0, j);
    float[] c1 = c[ci + Math.min(1, rows - 1)];
    float[] a1 = a[ai + Math.min(1, rows - 1)];
    FloatVector s10 = FloatVector.fromArray(SPECIES, c1, j);
    float[] c2 = c[ci + Math.min(2, rows - 1)];
    float[] a2 = a[ai + Math.min(2, rows - 1)];
    FloatVector s20 = FloatVector.fromArray(SPECIES, c2, j);
    float[] c3 = c[ci + Math.min(3, rows - 1)];
    float[] a3 = a[ai + Math.min(3, rows - 1)];
    FloatVector s30 = FloatVector.fromArray(SPECIES, c3, j);
    float[] c4 = c[ci + Math.min(4, rows - 1)];
    float[] a4 = a[ai + Math.min(4, rows - 1)];
    FloatVector s40 = FloatVector.fromArray(SPECIES, c4, j);
    float[] c5 = c[ci + Math.min(5, rows - 1)];
    float[] a5 = a[ai + Math.min(5, rows - 1)];
    FloatVector s50 = FloatVector.fromArray(SPECIES, c5, j);
    for (int k = from; k < to; k++) {
      float[] row = b[k];
      FloatVector b0 = FloatVector.fromArray(SPECIES, row, j);
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
      FloatVector f5 = FloatVector.broadcast(SPECIES, a5[k]);
      s50 = f5.fma(b0, s50);
    }
    s00.intoArray(c0, j);
    s10.intoArray(c1, j);
    s20.intoArray(c2, j);
    s30.intoArray(c3, j);
    s40.intoArray(c4, j);
    s50.intoArray(c5, j);
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
