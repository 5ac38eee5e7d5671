package org.hybridrec.core.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PrintedTest {

  @Test
  void quotesOrdinaryTextAsItIs() {
    assertThat(Printed.of("Größe 😀 日本")).isEqualTo("'Größe 😀 日本'");
  }

  @Test
  void escapesWhatATerminalOrALogWouldObey() {
    assertThat(Printed.of("a\r\n\u001b[1m\u0000\u202e\u2028\ud800"))
        .isEqualTo("'a\\u000d\\u000a\\u001b[1m\\u0000\\u202e\\u2028\\ud800'");
  }

  @Test
  void cutsAtTwoHundredCharacters() {
    assertThat(Printed.of("x".repeat(197))).isEqualTo("'" + "x".repeat(197) + "'");
    assertThat(Printed.of("x".repeat(198))).isEqualTo("'" + "x".repeat(197) + "…'");
  }

  @Test
  void isHarmlessForRandomText() {
    Random random = new Random(3);
    for (int i = 0; i < 1_000; i++) {
      StringBuilder text = new StringBuilder();
      random.ints(random.nextInt(400), 0, 0x3000).forEach(text::appendCodePoint);
      String printed = Printed.of(text);
      assertThat(printed).hasSizeLessThanOrEqualTo(200).matches("'[^\\p{Cc}\\p{Cf}\\p{Cs}]*'");
    }
  }
}
