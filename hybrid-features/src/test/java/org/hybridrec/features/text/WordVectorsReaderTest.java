package org.hybridrec.features.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WordVectorsReaderTest {

  @TempDir private Path folder;

  @Test
  void readsTheFormWithAHeader() {
    WordVectors vectors = read("2 3\nWien 1 -2.5 3e-1\nGröße 0 .5 1E2\n");

    assertThat(vectors.words()).containsExactly("Wien", "Größe");
    assertThat(vectors.width()).isEqualTo(3);
    assertThat(vectors.table()).containsExactly(1f, -2.5f, 0.3f, 0f, 0.5f, 100f);
  }

  @Test
  void readsTheFormWithoutAHeader() {
    assertThat(read("Wien 1 2\nGraz 3 4\n")).isEqualTo(read("2 2\nWien 1 2\nGraz 3 4"));
    assertThat(read("2016 1 2\n").words()).containsExactly("2016");
  }

  @Test
  void trailingBlanksTabsCarriageReturnsAndAByteOrderMarkDoNoHarm() {
    assertThat(read("\uFEFF2 2\r\nWien\t1  2 \r\nGraz 3\t4\t\r\n"))
        .isEqualTo(read("Wien 1 2\nGraz 3 4\n"));
  }

  @Test
  void wordsMayBeAnythingWithoutBlanks() {
    assertThat(read("</s> 1\n, 2\n😀 3\n新聞 4\na\u00A0b 5\n-1 6\n").words())
        .containsExactly("</s>", ",", "😀", "新聞", "a\u00A0b", "-1");
  }

  @Test
  void readsGzippedFiles() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write("1 2\nWien 1 2\n".getBytes(StandardCharsets.UTF_8));
    }
    Path file = Files.write(folder.resolve("de.vec.gz"), bytes.toByteArray());

    assertThat(WordVectors.read(file)).isEqualTo(read("Wien 1 2\n"));
  }

  @Test
  void readsTheFirstWordsAndLooksAtNoMore() {
    String text = "3 2\nWien 1 2\nGraz 3 4\nLinz broken\n";

    assertThat(WordVectors.read(file(text), 2)).isEqualTo(read("Wien 1 2\nGraz 3 4\n"));
    assertThatThrownBy(() -> WordVectors.read(file(text), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("word vectors: maxWords must be at least 1, was 0");
  }

  @Test
  void aTableOfManyRowsIsReadWhole() {
    StringBuilder text = new StringBuilder("3000 7\n");
    for (int i = 0; i < 3_000; i++) {
      text.append('w').append(i);
      for (int d = 0; d < 7; d++) {
        text.append(' ').append(i * 7 + d);
      }
      text.append('\n');
    }
    WordVectors vectors = read(text.toString());

    assertThat(vectors.size()).isEqualTo(3_000);
    float[] table = vectors.table();
    assertThat(table).hasSize(21_000);
    for (int i = 0; i < table.length; i++) {
      assertThat(table[i]).isEqualTo(i);
    }
    assertThat(vectors.indexOf("w2999")).isEqualTo(2_999);
  }

  @Test
  void aLineOfAnotherWidthIsRefused() {
    assertRefused(
        "Wien 1 2\nGraz 3\n",
        2,
        "test.vec line 2: expected a word and numbers: 2, had 1 after the word; every line must have"
            + " as many as the first, and words must not hold blanks");
    assertRefused(
        "2 3\nWien 1 2\n",
        2,
        "test.vec line 2: expected a word and numbers: 3, had 2 after the word; every line must have"
            + " as many as the first, and words must not hold blanks");
    assertRefused(
        "Wien\n",
        1,
        "test.vec line 1: expected a word and its numbers, had 0 after the word; every line must"
            + " have as many as the first, and words must not hold blanks");
  }

  @Test
  void whatIsNoFiniteDecimalNumberIsRefused() {
    for (String bad : new String[] {"NaN", "Infinity", "1e31", "-1e39", "0x1p3", "1f", "1.2.3"}) {
      assertRefused(
          "Wien 1 2\nGraz 3 " + bad + "\n",
          2,
          "test.vec line 2: number 2 must be a decimal number within ±1e30, was '"
              + bad
              + "'; repair or remove the line");
    }
    assertRefused(
        "Wien 1,5 2\n",
        1,
        "test.vec line 1: number 1 must be a decimal number within ±1e30, was a text of 3 code units"
            + " with other characters or over 60 long; repair or remove the line");
  }

  @Test
  void aWordThatStandsTwiceIsRefused() {
    assertRefused(
        "Wien 1\nGraz 2\nWien 3\n",
        3,
        "test.vec line 3: has the word of line 1 again; remove one of the two lines");
    assertRefused(
        "3 1\nWien 1\nGraz 2\nGraz 2\n",
        4,
        "test.vec line 4: has the word of line 3 again; remove one of the two lines");
  }

  @Test
  void aFileWithoutVectorsIsRefused() {
    String message =
        "test.vec: holds no vectors; expected are lines of a word and its numbers, separated by"
            + " blanks";
    assertRefused("", 0, message);
    assertRefused("5 2\n", 0, message);
  }

  @Test
  void blankLinesAndMissingWordsAreRefused() {
    String message = ": begins without a word; remove blank lines and leading blanks";
    assertRefused("\n\n", 1, "test.vec line 1" + message);
    assertRefused("Wien 1\n\nGraz 2\n", 2, "test.vec line 2" + message);
    assertRefused("Wien 1\n 2\n", 2, "test.vec line 2" + message);
    assertRefused("Wien 1\n  \n", 2, "test.vec line 2" + message);
  }

  @Test
  void aHeaderThatDoesNotHoldIsRefused() {
    assertRefused(
        "3 2\nWien 1 2\nGraz 3 4\n",
        0,
        "test.vec: the header promises 3 words, found 2; the file was cut off, get it again");
    assertRefused(
        "1 2\nWien 1 2\nGraz 3 4\n",
        3,
        "test.vec line 3: stands after the 1 words that the header promises; correct the header");
    assertRefused(
        "0 2\n",
        1,
        "test.vec line 1: the header must promise at least 1 word and 1 number a word, was '0 2'");
    assertRefused(
        "999999999 999999999\nWien 1\n",
        2,
        "test.vec line 2: expected a word and numbers: 999999999, had 1 after the word; every line"
            + " must have as many as the first, and words must not hold blanks");
  }

  @Test
  void brokenUtf8IsFoundOnItsLine() throws IOException {
    byte[] bytes = "Wien 1\nGr\u00F6\u00DFe 2\n".getBytes(StandardCharsets.ISO_8859_1);
    Path file = Files.write(folder.resolve("latin.vec"), bytes);

    assertThatThrownBy(() -> WordVectors.read(file))
        .isInstanceOf(MalformedWordVectorsException.class)
        .hasMessage("latin.vec line 2: is not UTF-8; save the file as UTF-8 text");
    Files.write(file, new byte[] {'W', ' ', '1', '\n', (byte) 0xED, (byte) 0xA0, (byte) 0x80});
    assertThatThrownBy(() -> WordVectors.read(file))
        .as("a surrogate in UTF-8's clothes")
        .hasMessage("latin.vec line 2: is not UTF-8; save the file as UTF-8 text");
  }

  @Test
  void aLineWithoutEndIsNotReadIntoMemory() throws IOException {
    Path file = Files.write(folder.resolve("binary.vec"), new byte[(1 << 24) + 10]);

    assertThatThrownBy(() -> WordVectors.read(file))
        .isInstanceOf(MalformedWordVectorsException.class)
        .hasMessage(
            "binary.vec line 1: is longer than 16777216 bytes; is this a text file of word"
                + " vectors?");
  }

  @Test
  void aFileThatIsNotThereIsAnIoFailure() {
    assertThatThrownBy(() -> WordVectors.read(folder.resolve("none.vec")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("word vectors: cannot read none.vec");
  }

  private void assertRefused(String text, long line, String message) {
    MalformedWordVectorsException refused =
        catchThrowableOfType(MalformedWordVectorsException.class, () -> read(text));
    assertThat(refused).as(text).isNotNull().hasMessage(message);
    assertThat(refused.line()).isEqualTo(line);
  }

  private WordVectors read(String text) {
    return WordVectors.read(file(text));
  }

  private Path file(String text) {
    try {
      return Files.writeString(folder.resolve("test.vec"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
