package org.hybridrec.core.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ExponentialTest {

  /** A prime, so that no bit of a float is the same in all samples. */
  private static final int STRIDE = 97;

  @Test
  void theErrorIsAtMostThatOfTheClassComment() {
    int first = new Random(Seed.of(getClass())).nextInt(STRIDE);
    double worst = 0;
    float worstAt = 0;
    // The bits of −0 … −64 ascend: every 97th of all 1.1 thousand million floats.
    for (int bits = 0x80000000 + first; bits <= 0xC2800000; bits += STRIDE) {
      float x = Float.intBitsToFloat(bits);
      double exact = StrictMath.exp(x);
      double error = Math.abs(Exponential.exp(x) - exact) / exact;
      if (!(error <= worst)) {
        worst = error;
        worstAt = x;
      }
    }
    assertThat(worst).as("relative error at %s", worstAt).isPositive().isLessThanOrEqualTo(1.5e-7);
  }

  @Test
  void theErrorIsAtMostThatWhereAPowerOfTwoBegins() {
    for (int n = 0; n <= 92; n++) {
      float border = (float) (-(n + 0.5) * StrictMath.log(2));
      float x = border;
      for (int i = 0; i < 2000 && x >= -64 && x <= 0; i++, x = Math.nextDown(x)) {
        assertNear(x);
      }
      x = border;
      for (int i = 0; i < 2000 && x >= -64 && x <= 0; i++, x = Math.nextUp(x)) {
        assertNear(x);
      }
    }
  }

  private static void assertNear(float x) {
    double exact = StrictMath.exp(x);
    double error = Math.abs(Exponential.exp(x) - exact) / exact;
    assertThat(error <= 1.5e-7).as("relative error at %s: %s", x, error).isTrue();
  }

  @Test
  void theEdgesAreWhatTheyAreSaidToBe() {
    assertThat(Exponential.exp(0f)).isEqualTo(1f);
    assertThat(Exponential.exp(-0f)).isEqualTo(1f);
    assertThat(Exponential.exp(-Float.MIN_VALUE)).isEqualTo(1f);
    assertNear(-64f);
    assertThat(Exponential.exp(Math.nextDown(-64f))).isZero();
    assertThat(Exponential.exp(-104f)).isZero();
    assertThat(Exponential.exp(-1e10f)).isZero();
    assertThat(Exponential.exp(-Float.MAX_VALUE)).isZero();
    assertThat(Exponential.exp(Float.NEGATIVE_INFINITY)).isZero();
    assertThat(Exponential.exp(Float.NaN)).isNaN();
  }

  @Test
  void growsWithItsArgument() {
    float previous = 0f;
    for (float x = -64f; x <= 0; x += 0x1p-16f) {
      float value = Exponential.exp(x);
      assertThat(value > previous).as("at %s", x).isTrue();
      previous = value;
    }
  }

  /** Pinned: the same bits on every JVM, and from version to version. */
  @Test
  void theBitsAreThese() {
    float[] xs = {-0.1f, -0.5f, -1f, -2.75f, -10f, -33.3f, -63.9f};
    int[] bits = new int[xs.length];
    for (int i = 0; i < xs.length; i++) {
      bits[i] = Float.floatToRawIntBits(Exponential.exp(xs[i]));
    }
    assertThat(bits)
        .containsExactly(
            0x3F67A36D, 0x3F1B4598, 0x3EBC5AB2, 0x3D82EC9C, 0x383E6BCE, 0x2778B2EA, 0x1160B058);
  }
}
