package org.hybridrec.features.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.hybridrec.features.hashing.Fingerprint64;
import org.hybridrec.features.hashing.MalformedTextException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WordVectorEncoderTest {

  private static final WordVectors VECTORS =
      WordVectors.of(
          List.of("Wien", "Größe", "wien", "DonauInsel", "新聞", "😀"),
          2,
          new float[] {1, 2, 3, -4, 10, 20, 0.5f, 0, 7, 7, -1, -1});

  private final WordVectorEncoder encoder = TextEncoder.wordVectors(VECTORS);

  @Test
  void addsUpTheVectorsAndDividesByTheRootOfTheirNumber() {
    assertThat(encoder.encode("Wien")).containsExactly(1, 2);
    assertThat(encoder.encode("„Wien“ – Größe!"))
        .containsExactly((float) (4 / Math.sqrt(2)), (float) (-2 / Math.sqrt(2)));
    assertThat(encoder.encode("Wien Wien Wien Wien")).containsExactly(2, 4);
    assertThat(encoder.encode("Donau-Insel 新聞 😀"))
        .containsExactly((float) (6.5 / Math.sqrt(3)), (float) (6 / Math.sqrt(3)));
  }

  @Test
  void unknownWordsAreLeftOutAndDoNotCount() {
    assertThat(encoder.encode("Wien Graz Größe Linz")).isEqualTo(encoder.encode("Wien Größe"));
  }

  @Test
  void textWithoutAKnownWordGivesZeros() {
    for (String text : List.of("", "  \n", "…", "Graz", "Graz \uFE0F")) {
      float[] target = {9, 9};
      encoder.encode(text, target, 0);
      assertThat(target).as(text).containsOnly(0f);
      target[0] = 9;
      encoder.unitLength().encode(text, target, 0);
      assertThat(target).as(text).containsOnly(0f);
    }
  }

  @Test
  void unitLengthScalesTheSum() {
    float[] vector = encoder.unitLength().encode("Größe Größe");

    assertThat(vector).containsExactly(0.6f, -0.8f);
  }

  @Test
  void aTokenizerDecidesWhatTheWordsAre() {
    assertThat(encoder.withTokenizer(Tokenizer.words()).encode("WIEN!")).containsExactly(10, 20);
    assertThat(encoder.encode("WIEN!")).containsOnly(0f);
    assertThatThrownBy(() -> encoder.withTokenizer(Tokenizer.of("mine", List::of)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("word vector encoder: tokenizer must be one of words, whitespace, was 'mine'");
  }

  @Test
  void unknownWordsShareTheVectorOfTheirBucket() {
    WordVectorEncoder bucketed = encoder.withUnknownBuckets(2);
    double scale = Math.sqrt((1 + 4 + 9 + 16 + 100 + 400 + 0.25 + 0 + 49 + 49 + 1 + 1) / 12);
    float[][] ofBucket = new float[2][];
    for (int i = 0; i < 40; i++) {
      String word = "Unbekannt" + i;
      float[] vector = bucketed.encode(word);
      int bucket = Fingerprint64.bucket(Fingerprint64.of(word), 2);
      if (ofBucket[bucket] == null) {
        ofBucket[bucket] = vector;
      }
      assertThat(vector).isEqualTo(ofBucket[bucket]);
      assertThat(Math.abs(vector[0])).isEqualTo((float) scale);
      assertThat(Math.abs(vector[1])).isEqualTo((float) scale);
    }
    assertThat(Arrays.asList(ofBucket)).doesNotContainNull();
    assertThat(bucketed.unknownTable())
        .containsExactly(ofBucket[0][0], ofBucket[0][1], ofBucket[1][0], ofBucket[1][1]);
    assertThat(encoder.unknownTable()).isEmpty();
    float[] known = bucketed.encode("Wien");
    assertThat(known).containsExactly(1, 2);
    float[] unknown = bucketed.encode("Unbekannt0");
    float[] both = bucketed.encode("Wien Unbekannt0");
    for (int d = 0; d < 2; d++) {
      assertThat((double) both[d]).isCloseTo((known[d] + unknown[d]) / Math.sqrt(2), within(1e-5));
    }
    assertThatThrownBy(() -> encoder.withUnknownBuckets(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("word vector encoder: unknownBuckets must be at least 0, was -1");
  }

  @Test
  void bucketsHaveDifferentVectorsOfRandomSigns() {
    int width = 256;
    WordVectors one = WordVectors.of(List.of("a"), width, ones(width));
    WordVectorEncoder bucketed = TextEncoder.wordVectors(one).withUnknownBuckets(1_000_000);
    float[] first = bucketed.encode("Graz");
    float[] second = bucketed.encode("Linz");
    double dot = 0;
    for (int d = 0; d < width; d++) {
      dot += first[d] * second[d];
    }
    assertThat(dot / width).isCloseTo(0, within(0.2));
  }

  @Test
  void writesItsPlaceAndNothingElse() {
    float[] target = {9, 9, 9, 9};
    encoder.encode(List.of("Wien"), target, 1);
    assertThat(target).containsExactly(9, 1, 2, 9);
    assertThatThrownBy(() -> encoder.encode("Wien", target, 3))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> encoder.encode("Wien \uDE00", target, 0))
        .isInstanceOf(MalformedTextException.class);
    assertThat(target).containsExactly(9, 1, 2, 9);
  }

  @Test
  void aVeryLongTextOfTheLargestNumbersStaysFinite() {
    WordVectors large = WordVectors.of(List.of("x"), 2, new float[] {1e30f, -1e30f});
    String text = "x ".repeat(1_000_000);

    assertThat(TextEncoder.wordVectors(large).encode(text)).containsExactly(1e33f, -1e33f);
    float[] unit = TextEncoder.wordVectors(large).unitLength().encode(text);
    assertThat(unit[0]).isCloseTo((float) Math.sqrt(0.5), within(1e-6f));
  }

  @Test
  void isMadeAgainFromItsParts() {
    WordVectorEncoder original =
        encoder.withTokenizer(Tokenizer.words()).withUnknownBuckets(7).unitLength();
    WordVectors vectors = original.vectors();
    WordVectorEncoder again =
        TextEncoder.wordVectors(WordVectors.of(vectors.words(), vectors.width(), vectors.table()))
            .withTokenizer(Tokenizer.named(original.tokenizer().name()))
            .withUnknownBuckets(original.unknownBuckets());
    again = original.hasUnitLength() ? again.unitLength() : again;

    assertThat(again).isEqualTo(original).hasSameHashCodeAs(original);
    assertThat(again.fingerprint()).isEqualTo(original.fingerprint());
    assertThat(again.encode("Wien und Graz")).isEqualTo(original.encode("Wien und Graz"));
    assertThat(again)
        .hasToString(
            "word-vectors(6 words, width 2, tokenizer words, unknown buckets 7, unit length)");
  }

  /**
   * The digests were computed by Python's hashlib and struct from the description of the content.
   */
  @Test
  void theFingerprintNeverChanges() {
    WordVectors vectors = WordVectors.of(List.of("Wien", "Größe"), 2, new float[] {1, 2, 3, -4});

    assertThat(vectors.digest())
        .isEqualTo("a888fa9d6ce5df8b5f076d3f91f1484c99f1bca1efd6c61640c1c57b0ae05b5c");
    assertThat(TextEncoder.wordVectors(vectors).withUnknownBuckets(7).unitLength().fingerprint())
        .isEqualTo("56131d1916b09a86258986ad35bc001530c8d476280e58ecf6b8bcbc3993b36a");
  }

  @Test
  void everyPartIsInTheFingerprint() {
    assertThat(encoder.name()).isEqualTo("word-vectors");
    assertThat(encoder.width()).isEqualTo(2);
    assertThat(encoder.fingerprint()).matches("[0-9a-f]{64}");
    WordVectors others = WordVectors.of(List.of("Wien"), 2, new float[] {1, 2});
    for (WordVectorEncoder other :
        List.of(
            encoder.unitLength(),
            encoder.withUnknownBuckets(1),
            encoder.withTokenizer(Tokenizer.words()),
            TextEncoder.wordVectors(others))) {
      assertThat(other).isNotEqualTo(encoder);
      assertThat(other.fingerprint()).isNotEqualTo(encoder.fingerprint());
    }
  }

  @Test
  void isReadFromAFile(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("de.vec"), "2 2\nWien 1 2\nGröße 3 -4\n");

    assertThat(TextEncoder.wordVectors(file).encode("Größe Wien"))
        .isEqualTo(encoder.encode("Wien Größe"));
  }

  private static float[] ones(int length) {
    float[] ones = new float[length];
    Arrays.fill(ones, 1f);
    return ones;
  }
}
