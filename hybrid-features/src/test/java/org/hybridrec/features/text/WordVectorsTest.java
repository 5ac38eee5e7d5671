package org.hybridrec.features.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.hybridrec.features.hashing.MalformedTextException;
import org.junit.jupiter.api.Test;

class WordVectorsTest {

  private final WordVectors vectors =
      WordVectors.of(List.of("Wien", "Graz"), 2, new float[] {1, 2, 3, 4});

  @Test
  void givesOutWhatItWasMadeOf() {
    assertThat(vectors.words()).containsExactly("Wien", "Graz");
    assertThat(vectors.table()).containsExactly(1, 2, 3, 4);
    assertThat(vectors.size()).isEqualTo(2);
    assertThat(vectors.width()).isEqualTo(2);
    assertThat(vectors.indexOf("Graz")).isEqualTo(1);
    assertThat(vectors.indexOf("graz")).isEqualTo(-1);
    assertThat(vectors.vector(1)).containsExactly(3, 4);
    assertThat(vectors).hasToString("word vectors(2 words, width 2)");
    assertThatThrownBy(() -> vectors.vector(2)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void isMadeAgainFromItsContent() {
    WordVectors again = WordVectors.of(vectors.words(), vectors.width(), vectors.table());

    assertThat(again).isEqualTo(vectors).hasSameHashCodeAs(vectors);
    assertThat(again.digest()).isEqualTo(vectors.digest());
  }

  @Test
  void isNotChangedThroughAnArrayOrAList() {
    float[] table = {1, 2};
    WordVectors one = WordVectors.of(List.of("Wien"), 2, table);
    table[0] = 9;
    one.table()[0] = 9;
    one.vector(0)[0] = 9;

    assertThat(one.table()).containsExactly(1, 2);
    assertThatThrownBy(() -> one.words().add("Graz"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void anyDifferenceMakesAnotherValueAndAnotherDigest() {
    for (WordVectors other :
        List.of(
            WordVectors.of(List.of("Graz", "Wien"), 2, new float[] {1, 2, 3, 4}),
            WordVectors.of(List.of("Wien", "Graz"), 2, new float[] {1, 2, 3, 5}),
            WordVectors.of(List.of("Wien"), 2, new float[] {1, 2}),
            WordVectors.of(List.of("Wien"), 4, new float[] {1, 2, 3, 4}))) {
      assertThat(other).isNotEqualTo(vectors);
      assertThat(other.digest()).isNotEqualTo(vectors.digest());
    }
  }

  @Test
  void sizesThatDoNotFitAreRefused() {
    String expected =
        "word vectors: expected at least one word, a width of at least 1 and a table of words ×"
            + " width numbers, were ";
    assertRefused(List.of("a"), 2, new float[3], expected + "1 words, width 2 and 3 numbers");
    assertRefused(List.of("a"), 0, new float[0], expected + "1 words, width 0 and 0 numbers");
    assertRefused(List.of(), 2, new float[0], expected + "0 words, width 2 and 0 numbers");
    assertRefused(
        List.of("a", "b", "c", "d"),
        1 << 30,
        new float[0],
        expected + "4 words, width 1073741824 and 0 numbers");
  }

  @Test
  void numbersWithoutASumAreRefused() {
    assertRefused(
        List.of("a", "b"),
        2,
        new float[] {0, 1, 2, Float.NaN},
        "word vectors: number 1 of word 1 must be within ±1e30, was NaN");
    assertRefused(
        List.of("a"),
        1,
        new float[] {Float.NEGATIVE_INFINITY},
        "word vectors: number 0 of word 0 must be within ±1e30, was -Infinity");
  }

  @Test
  void wordsThatCannotBeToldApartAreRefused() {
    assertRefused(
        List.of("a", "b", "a"),
        1,
        new float[3],
        "word vectors: words must be distinct and not empty, word 2 is the same as word 0");
    assertRefused(
        List.of("a", ""),
        1,
        new float[2],
        "word vectors: words must be distinct and not empty, word 1 is empty");
    assertThatThrownBy(() -> WordVectors.of(List.of("\uD83D"), 1, new float[1]))
        .isInstanceOf(MalformedTextException.class);
  }

  private static void assertRefused(List<String> words, int width, float[] table, String message) {
    assertThatThrownBy(() -> WordVectors.of(words, width, table))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
