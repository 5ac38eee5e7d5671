package org.hybridrec.news.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class AxisTest {

  @Test
  void numbersStandInProportion() {
    Axis axis = Axis.covering(2, 6, 100, 300);

    assertThat(axis.at(2)).isEqualTo(100);
    assertThat(axis.at(6)).isEqualTo(300);
    assertThat(axis.at(3)).isEqualTo(150);
  }

  @Test
  void ticksAreRoundNumbersWithAsManyDigitsAsTellThemApart() {
    Axis steps = Axis.covering(1, 900, 0, 100);
    assertThat(steps.ticks()).containsExactly(200.0, 400.0, 600.0, 800.0);
    assertThat(steps.ticks().stream().map(steps::label))
        .containsExactly("200", "400", "600", "800");
    Axis share = Axis.covering(0.101, 0.119, 0, 100);
    assertThat(share.ticks().stream().map(share::label)).containsExactly("0.105", "0.110", "0.115");
    Axis many = Axis.covering(0, 2_000_000, 0, 100);
    assertThat(many.label(many.ticks().get(1))).isEqualTo("500,000");
  }

  @Test
  void equalNumbersStandInTheMiddle() {
    assertThat(Axis.covering(5, 5, 0, 100).at(5)).isCloseTo(50, within(1e-9));
    assertThat(Axis.covering(0, 0, 0, 100).at(0)).isCloseTo(50, within(1e-9));
  }

  @Test
  void whateverTheRangeTicksAreFewAndWithinIt() {
    Random random = new Random(5);
    for (int i = 0; i < 10_000; i++) {
      double a = random.nextGaussian() * Math.pow(10, random.nextInt(60) - 30);
      double b = a + random.nextGaussian() * Math.pow(10, random.nextInt(60) - 30);
      Axis axis = Axis.covering(Math.min(a, b), Math.max(a, b), 40, 400);

      assertThat(axis.ticks()).as("%s to %s", a, b).hasSizeLessThanOrEqualTo(11);
      for (double tick : axis.ticks()) {
        assertThat(axis.at(tick)).as("%s of %s to %s", tick, a, b).isBetween(39.9, 400.1);
      }
    }
  }
}
