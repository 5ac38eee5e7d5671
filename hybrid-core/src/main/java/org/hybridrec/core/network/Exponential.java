package org.hybridrec.core.network;

/**
 * The exponential function of a softmax, the same bits on every JVM. For x in [-64, 0] its relative
 * error is at most 1.5e-7; below -64 it is 0, so that no denormal number comes into being; NaN
 * stays NaN.
 *
 * <p>x = n·ln 2 + r with |r| ≤ ½ ln 2, eˣ = 2ⁿ·(1 + r + r²·q(r)); q is the polynomial of degree 4
 * that meets (eʳ − 1 − r)/r² at five Chebyshev points, its own relative error is 1.1e-8.
 */
final class Exponential {

  /** Below this the result is 0. */
  static final float LOWEST = -64f;

  private static final float LOG2_E = 0x1.715476p0f;
  private static final float LN2_HIGH = 0x1.62e4p-1f;
  private static final float LN2_LOW = 0x1.7f7d1cp-20f;

  /** 1.5·2²³: adding it leaves the nearest integer in the low bits of the sum. */
  private static final float ROUNDING = 12582912f;

  private static final int ROUNDING_BITS = 0x4b400000;
  private static final int BIAS = 127;

  private static final float Q0 = 0.5f;
  private static final float Q1 = 0.16666576f;
  private static final float Q2 = 0.041666552f;
  private static final float Q3 = 0.008363233f;
  private static final float Q4 = 0.001392625f;

  private Exponential() {}

  /** Returns eˣ for x ≤ 0. */
  static float exp(float x) {
    float shifted = Math.fma(x, LOG2_E, ROUNDING);
    float n = shifted - ROUNDING;
    float r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, x));
    float q = Math.fma(Math.fma(Math.fma(Math.fma(Q4, r, Q3), r, Q2), r, Q1), r, Q0);
    float mantissa = Math.fma(r * r, q, r) + 1f;
    int power = Float.floatToRawIntBits(shifted) - ROUNDING_BITS + BIAS;
    float result = mantissa * Float.intBitsToFloat(power << 23);
    return x < LOWEST ? 0f : result;
  }
}
