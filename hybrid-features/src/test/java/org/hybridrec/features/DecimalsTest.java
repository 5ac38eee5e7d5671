package org.hybridrec.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The quick way gives the bits of the slow one, which is Java's own. */
class DecimalsTest {

  private static final long SEED = 11;

  private static void same(String text) {
    float expected = (float) Double.parseDouble(text);
    assertThat(Float.floatToRawIntBits(Decimals.parse(text)))
        .as("%s is %s", text, expected)
        .isEqualTo(Float.floatToRawIntBits(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "+0",
        "0.0",
        "-0.000",
        "00012",
        "1.",
        ".5",
        "-.5",
        "+5",
        "123456789012345678",
        "999999999999999999",
        "1234567890123456789",
        "99999999999999999999999999999999999999999",
        "340282346638528859811704183484516925440",
        "340282356779733661637539395458142568448",
        "0.00000000000000000000000000000000000000000001",
        "1e-45",
        "7.006492321624085E-46",
        "1.40129846432481707092372958328991613128e-45",
        "4.9E-324",
        "1e400",
        "-1e400",
        "  1.5 ",
        "16777217",
        "16777217.0000000000000000000000001",
        "0.1",
        "0.10000000149011612",
        "1E5"
      })
  void oddOnes(String text) {
    same(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "-", "+", "-.", "1.2.3", "1f", "0x1p3", "NaN", "--1", "1-", "٣"})
  void whatIsNoNumberIsNone(String text) {
    assertThat(Decimals.parse(text)).isNaN();
  }

  @Test
  void anyFloatAndDoubleInEveryForm() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 50_000; i++) {
      float anyFloat = Float.intBitsToFloat(random.nextInt());
      double anyDouble = Double.longBitsToDouble(random.nextLong());
      if (Float.isFinite(anyFloat)) {
        same(Float.toString(anyFloat));
        same(Double.toString(anyFloat));
      }
      if (Double.isFinite(anyDouble)) {
        same(Double.toString(anyDouble));
      }
      same(Double.toString(random.nextDouble(-10, 10)));
      same(random.nextLong() + "." + random.nextInt(Integer.MAX_VALUE));
    }
  }

  @Test
  void halfWayBetweenTwoFloatsAndAHairBesideIt() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 5_000; i++) {
      float low = (float) random.nextDouble(-1_000, 1_000);
      BigDecimal half =
          new BigDecimal(low).add(new BigDecimal(Math.nextUp(low))).divide(BigDecimal.valueOf(2));
      BigDecimal hair = BigDecimal.ONE.movePointLeft(10 + random.nextInt(60));
      same(half.toPlainString());
      same(half.add(hair).toPlainString());
      same(half.subtract(hair).toPlainString());
    }
  }
}
