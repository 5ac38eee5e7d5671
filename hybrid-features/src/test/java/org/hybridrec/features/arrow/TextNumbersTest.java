package org.hybridrec.features.arrow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Numbers of texts against those that a map of strings gives. */
class TextNumbersTest {

  private final TextNumbers numbers = new TextNumbers();

  private int number(byte[] text) {
    byte[] within = new byte[text.length + 5];
    System.arraycopy(text, 0, within, 3, text.length);
    return numbers.of(new HeapBytes(within, 0, within.length), 3, text.length);
  }

  private int number(String text) {
    return number(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void equalTextsHaveEqualNumbersInTheOrderOfTheirFirstSight() {
    Map<String, Integer> expected = new HashMap<>();
    Random random = new Random(1);
    for (int i = 0; i < 200_000; i++) {
      int value = random.nextInt(5_000);
      String text = "ö".repeat(value % 23) + (value % 5 == 0 ? "" : value / 23);
      assertThat(number(text)).isEqualTo(expected.computeIfAbsent(text, any -> expected.size()));
    }
    assertThat(expected).hasSizeGreaterThan(3_000);
  }

  @Test
  void bytesThatAreNotUtf8HaveNoNumber() {
    assertThat(number("a")).isZero();
    assertThat(number(new byte[] {(byte) 0xFF})).isEqualTo(-1);
    assertThat(number(new byte[] {'a', (byte) 0xC3})).isEqualTo(-1);
    assertThat(number(new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80})).isEqualTo(-1);
    assertThat(number("\uFFFD")).isEqualTo(1);
    assertThat(number("")).isEqualTo(2);
  }

  @Test
  void aColumnWhoseTextsHardlyEverComeAgainIsGivenUp() {
    int last = -1;
    for (int i = 0; i < 70_000; i++) {
      last = number("text " + i);
    }
    assertThat(last).isEqualTo(-1);
    assertThat(number("text 0")).isEqualTo(-1);
  }

  @Test
  void textsBeyondTheBoundHaveNoNumberAndTheOthersKeepTheirs() {
    for (int i = 0; i < 200_000; i++) {
      assertThat(number("often")).isZero();
    }
    for (int i = 1; i < 1 << 18; i++) {
      number("often");
      assertThat(number("text " + i)).isEqualTo(i);
    }
    assertThat(number("one too many")).isEqualTo(-1);
    assertThat(number("text 77")).isEqualTo(77);
  }
}
