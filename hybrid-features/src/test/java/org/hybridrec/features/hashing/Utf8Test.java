package org.hybridrec.features.hashing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;

class Utf8Test {

  @Test
  void textOfAllPlanesBecomesItsUtf8Bytes() {
    assertThat(Utf8.encode("aß語😀"))
        .containsExactly(0x61, 0xC3, 0x9F, 0xE8, 0xAA, 0x9E, 0xF0, 0x9F, 0x98, 0x80);
    assertThat(Utf8.encode("")).isEmpty();
  }

  @Test
  void anUnpairedHighSurrogateIsRefusedWithItsPlace() {
    assertThatThrownBy(() -> Utf8.encode("ab\uD83Dc"))
        .isInstanceOf(MalformedTextException.class)
        .hasMessage(
            "text position 2: unpaired surrogate 0xD83D, allowed are whole Unicode characters;"
                + " cut or decode the text at character borders");
  }

  @Test
  void surrogatesInTheWrongOrderOrAtTheEndAreRefused() {
    assertThat(positionOf("\uDE00\uD83D")).isEqualTo(0);
    assertThat(positionOf("😀\uDE00")).isEqualTo(2);
    assertThat(positionOf("x\uD83D")).isEqualTo(1);
    assertThat(positionOf("\uD83D\uD83D\uDE00")).isEqualTo(0);
  }

  @Test
  void aTextWithoutAUtf8FormHasNoFingerprint() {
    assertThatThrownBy(() -> Fingerprint64.of("\uDC00")).isInstanceOf(MalformedTextException.class);
  }

  private static int positionOf(String text) {
    return catchThrowableOfType(MalformedTextException.class, () -> Utf8.encode(text)).position();
  }
}
