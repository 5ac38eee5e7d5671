package org.hybridrec.features.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class TokenizerTest {

  private static final Tokenizer WORDS = Tokenizer.words();
  private static final Tokenizer WHITESPACE = Tokenizer.whitespace();

  @Test
  void wordsAreLowerCasedRunsOfLettersAndDigits() {
    assertThat(WORDS.tokens("Öffi-Streik: ÜBER 1.000 Züge, Straße gesperrt!"))
        .containsExactly("öffi", "streik", "über", "1", "000", "züge", "straße", "gesperrt");
    assertThat(WORDS.tokens("a_b geht’s")).containsExactly("a", "b", "geht", "s");
  }

  @Test
  void wordsKeepRepeatsAndOrder() {
    assertThat(WORDS.tokens("Tor, Tor, kein Tor")).containsExactly("tor", "tor", "kein", "tor");
  }

  @Test
  void emptyAndBlankAndPunctuationOnlyTextHasNoTokens() {
    for (String text : List.of("", " \t\n\u00A0\u3000", "–…!?„“")) {
      assertThat(WORDS.tokens(text)).isEmpty();
      assertThat(WHITESPACE.tokens(text)).isEmpty();
    }
  }

  @Test
  void combiningMarksStayInTheirWordAndBeginNone() {
    assertThat(WORDS.tokens("u\u0308ber \u0308x")).containsExactly("u\u0308ber", "x");
    assertThat(WORDS.tokens("über")).isNotEqualTo(WORDS.tokens("u\u0308ber"));
    assertThat(WORDS.tokens("\u263A\uFE0F")).isEmpty();
  }

  @Test
  void scriptsWithoutBlanksGiveOneTokenARun() {
    assertThat(WORDS.tokens("日本語の新聞。한국어 신문")).containsExactly("日本語の新聞", "한국어", "신문");
    assertThat(WORDS.tokens("𠮷野家 𝔄b")).containsExactly("𠮷野家", "𝔄b");
  }

  @Test
  void emojiSeparateWordsButStayInWhitespaceTokens() {
    assertThat(WORDS.tokens("Sieg😀für Wien🎉")).containsExactly("sieg", "für", "wien");
    assertThat(WHITESPACE.tokens("Sieg😀für Wien🎉")).containsExactly("Sieg😀für", "Wien🎉");
  }

  @Test
  void lowerCaseKnowsNoDefaultLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(new Locale("tr", "TR"));
      assertThat(WORDS.tokens("WIEN IST SCHÖN")).containsExactly("wien", "ist", "schön");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void whitespaceTokensLosePunctuationAndKeepCaseAndSymbols() {
    assertThat(WHITESPACE.tokens("  „Donau-Insel“:\tFest, 5 € + (100%)\u00A0mehr! "))
        .containsExactly("DonauInsel", "Fest", "5", "€", "+", "100", "mehr");
    assertThat(WHITESPACE.tokens("ein – zwei")).containsExactly("ein", "zwei");
  }

  @Test
  void unpairedSurrogatesAreNoLettersAndDoNoHarm() {
    assertThat(WORDS.tokens("ab\uD83Dcd\uDE00")).containsExactly("ab", "cd");
    assertThat(WHITESPACE.tokens("ab\uD83D cd")).containsExactly("ab\uD83D", "cd");
  }

  @Test
  void aVeryLongTextIsCutInOnePass() {
    assertThat(WORDS.tokens("Wort ".repeat(500_000))).hasSize(500_000).containsOnly("wort");
    assertThat(WORDS.tokens("ä".repeat(3_000_000))).hasSize(1);
    assertThat(WHITESPACE.tokens("ä, ".repeat(500_000))).hasSize(500_000).containsOnly("ä");
  }

  @Test
  void builtInTokenizersAreFoundByName() {
    assertThat(Tokenizer.named("words")).isSameAs(WORDS).hasToString("words");
    assertThat(Tokenizer.named("whitespace")).isSameAs(WHITESPACE).hasToString("whitespace");
    assertThatThrownBy(() -> Tokenizer.named("Words"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tokenizer name must be one of words, whitespace, was 'Words'");
    assertThatThrownBy(() -> Tokenizer.named("x\u202Ey"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "tokenizer name must be one of words, whitespace, was a text of 3 code units with other"
                + " characters or over 60 long");
  }

  @Test
  void aTokenizerOfOnesOwnHasItsOwnName() {
    Tokenizer letters = Tokenizer.of("letters", text -> List.of(text.split("")));

    assertThat(letters.name()).isEqualTo("letters");
    assertThat(letters.tokens("ab")).containsExactly("a", "b");
    assertThatThrownBy(() -> Tokenizer.of("words", List::of))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tokenizer name 'words' is that of a built-in tokenizer, choose another");
    assertThatThrownBy(() -> Tokenizer.of(" ", List::of))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tokenizer name must not be blank");
  }
}
