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

  static final float LOG2_E = 0x1.715476p0f;
  static final float LN2_HIGH = 0x1.62e4p-1f;
  static final float LN2_LOW = 0x1.7f7d1cp-20f;

  /** 1.5·2²³: adding it leaves the nearest integer in the low bits of the sum. */
  static final float ROUNDING = 12582912f;

  static final int ROUNDING_BITS = 0x4b400000;
  static final int BIAS = 127;
  static final int MANTISSA_BITS = 23;

  static final float Q0 = 0.5f;
  static final float Q1 = 0.16666576f;
  static final float Q2 = 0.041666552f;
  static final float Q3 = 0.008363233f;
  static final float Q4 = 0.001392625f;

  private Exponential() {}

  /** Returns eˣ for x ≤ 0. */
  static float exp(float x) {
    return scaled(x, mantissa(x));
  }

  /** Returns eˣ/2ⁿ. */
  static float mantissa(float x) {
    float n = Math.fma(x, LOG2_E, ROUNDING) - ROUNDING;
    float r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, x));
    float q = Math.fma(Math.fma(Math.fma(Math.fma(Q4, r, Q3), r, Q2), r, Q1), r, Q0);
    return Math.fma(r * r, q, r) + 1f;
  }

  /** Returns eˣ, given eˣ/2ⁿ. */
  static float scaled(float x, float mantissa) {
    float shifted = Math.fma(x, LOG2_E, ROUNDING);
    int power = Float.floatToRawIntBits(shifted) - ROUNDING_BITS + BIAS;
    float result = mantissa * Float.intBitsToFloat(power << MANTISSA_BITS);
    return x < LOWEST ? 0f : result;
  }
}
