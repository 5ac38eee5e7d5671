package org.hybridrec.features.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.hybridrec.features.hashing.Fingerprint64;
import org.hybridrec.features.hashing.FingerprintCat64;
import org.hybridrec.features.hashing.MalformedTextException;
import org.junit.jupiter.api.Test;

class HashedTextEncoderTest {

  private static final String MIXED = "Öffi-Streik in Wien 😀: 新聞の記事 und u\u0308ber 𠮷野 7 Tage";

  private final HashedTextEncoder encoder = TextEncoder.hashed(64, 42);

  @Test
  void agreesWithAPlainSecondImplementation() {
    for (int width : new int[] {1, 5, 63, 64, 65, 200}) {
      for (long seed : new long[] {0, 42, -7}) {
        float[] vector = TextEncoder.hashed(width, seed).encode(MIXED);
        assertThat(vector)
            .as("width %d, seed %d", width, seed)
            .isEqualTo(plain(MIXED, width, seed));
      }
    }
  }

  /** Sums of the 16 features' signs, and the SHA-256 of kind, revision, width, seed. */
  @Test
  void theFormulaNeverChanges() {
    int[] sums = {-10, 2, -2, -6, 2, -4, -4, 2};
    float[] vector = TextEncoder.hashed(8, 42).encode("Straße");
    for (int d = 0; d < sums.length; d++) {
      assertThat(vector[d]).isEqualTo((float) (sums[d] / Math.sqrt(184)));
    }
    assertThat(encoder.fingerprint())
        .isEqualTo("de0d44f456bf6025ae938611d4da0c0d5c3c1b350487823f447c1192d1dd24ce");
  }

  @Test
  void vectorsHaveUnitLength() {
    for (String text : List.of("a", "Wien", MIXED, "Tor ".repeat(1_000))) {
      assertThat(dot(encoder.encode(text), encoder.encode(text))).isCloseTo(1, within(1e-6));
    }
  }

  @Test
  void textWithoutWordsGivesZeros() {
    for (String text : List.of("", "   ", "–…!?", "😀🎉")) {
      float[] target = filled(64);
      encoder.encode(text, target, 0);
      assertThat(target).as("'%s'", text).containsOnly(0f);
    }
    float[] target = filled(64);
    encoder.encode(List.of(), target, 0);
    assertThat(target).containsOnly(0f);
  }

  @Test
  void writesItsPlaceAndNothingElse() {
    float[] target = filled(70);
    encoder.encode(MIXED, target, 3);

    assertThat(Arrays.copyOfRange(target, 3, 67)).isEqualTo(encoder.encode(MIXED));
    assertThat(Arrays.copyOf(target, 3)).containsOnly(9f);
    assertThat(Arrays.copyOfRange(target, 67, 70)).containsOnly(9f);
    assertThatThrownBy(() -> encoder.encode(MIXED, target, 7))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void severalValuesAreOneTextJoinedByABlank() {
    float[] target = new float[64];
    encoder.encode(List.of("Öffi-Streik", "in Wien"), target, 0);

    assertThat(target).isEqualTo(encoder.encode("Öffi-Streik in Wien"));
  }

  @Test
  void anUnpairedSurrogateIsRefusedBeforeAnythingIsWritten() {
    float[] target = filled(64);

    assertThatThrownBy(() -> encoder.encode("Wien \uD83D", target, 0))
        .isInstanceOf(MalformedTextException.class)
        .hasMessage(
            "text position 5: unpaired surrogate 0xD83D, allowed are whole Unicode characters;"
                + " cut or decode the text at character borders");
    assertThat(target).containsOnly(9f);
  }

  @Test
  void caseAndPunctuationAndTheOrderOfWordsDoNotMatter() {
    assertThat(encoder.encode("wien streik ÖFFI")).isEqualTo(encoder.encode("Öffi-Streik: Wien!"));
  }

  @Test
  void wordsThatShareAPartAreNearAndOthersAreNot() {
    HashedTextEncoder wide = TextEncoder.hashed(1_024, 1);
    float[] word = wide.encode("Bundespräsident");

    assertThat(dot(word, wide.encode("Bundespräsidentin"))).isGreaterThan(0.8);
    assertThat(dot(word, wide.encode("Vizepräsidenten"))).isBetween(0.4, 0.8);
    assertThat(dot(word, wide.encode("Fußballspiel"))).isBetween(-0.1, 0.1);
  }

  @Test
  void cosinesOfUnrelatedTextsScatterByOneOverTheRootOfTheWidth() {
    SplittableRandom random = new SplittableRandom(5);
    HashedTextEncoder projection = TextEncoder.hashed(100, 9);
    double sum = 0;
    double squares = 0;
    int pairs = 2_000;
    for (int i = 0; i < pairs; i++) {
      double cosine =
          dot(
              projection.encode("a" + random.nextLong()),
              projection.encode("b" + random.nextLong()));
      sum += cosine;
      squares += cosine * cosine;
    }
    assertThat(sum / pairs).isCloseTo(0, within(0.01));
    assertThat(Math.sqrt(squares / pairs)).isCloseTo(0.1, within(0.01));
  }

  @Test
  void aVeryLongTextIsATextLikeAnyOther() {
    String words = "Straßenbahn über Wien ";
    assertThat(encoder.encode(words.repeat(20_000))).isEqualTo(encoder.encode(words.repeat(2)));
    assertThat(dot(encoder.encode("ä".repeat(300_000)), encoder.encode("ä".repeat(200_000))))
        .isCloseTo(1, within(1e-4));
  }

  @Test
  void seedAndWidthAreItsIdentity() {
    assertThat(encoder.name()).isEqualTo("hashed");
    assertThat(encoder.width()).isEqualTo(64);
    assertThat(encoder.seed()).isEqualTo(42);
    assertThat(encoder).hasToString("hashed(width 64, seed 42)");
    HashedTextEncoder same = TextEncoder.hashed(64, 42);
    assertThat(same).isEqualTo(encoder).hasSameHashCodeAs(encoder);
    assertThat(same.fingerprint()).isEqualTo(encoder.fingerprint()).matches("[0-9a-f]{64}");
    for (HashedTextEncoder other :
        List.of(TextEncoder.hashed(64, 43), TextEncoder.hashed(65, 42))) {
      assertThat(other).isNotEqualTo(encoder);
      assertThat(other.fingerprint()).isNotEqualTo(encoder.fingerprint());
      assertThat(other.encode(MIXED)).isNotEqualTo(encoder.encode(MIXED));
    }
  }

  @Test
  void aWidthOutOfRangeIsRefused() {
    assertThatThrownBy(() -> TextEncoder.hashed(0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("hashed text encoder: width must be from 1 to 65536, was 0");
    assertThatThrownBy(() -> TextEncoder.hashed(65_537, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("hashed text encoder: width must be from 1 to 65536, was 65537");
  }

  private static float[] plain(String text, int width, long seed) {
    long[] sum = new long[width];
    for (String word : Tokenizer.words().tokens(text)) {
      addPlain(FingerprintCat64.of(FingerprintCat64.of(seed, 1), Fingerprint64.of(word)), sum);
      for (String gram : grams("<" + word + ">")) {
        addPlain(FingerprintCat64.of(FingerprintCat64.of(seed, 2), Fingerprint64.of(gram)), sum);
      }
    }
    double squares = 0;
    for (long value : sum) {
      squares += (double) value * value;
    }
    float[] vector = new float[width];
    for (int d = 0; d < width; d++) {
      vector[d] = squares == 0 ? 0 : (float) (sum[d] / Math.sqrt(squares));
    }
    return vector;
  }

  private static List<String> grams(String word) {
    int[] characters = word.codePoints().toArray();
    List<String> grams = new ArrayList<>();
    for (int i = 0; i < characters.length; i++) {
      for (int length = 3; length <= 5 && i + length <= characters.length; length++) {
        grams.add(new String(characters, i, length));
      }
    }
    return grams;
  }

  /** The JDK's own SplittableRandom is SplitMix64, started at the state. */
  private static void addPlain(long state, long[] sum) {
    SplittableRandom splitMix = new SplittableRandom(state);
    long bits = 0;
    for (int d = 0; d < sum.length; d++) {
      if (d % 64 == 0) {
        bits = splitMix.nextLong();
      }
      sum[d] += (bits >>> (d % 64) & 1) == 0 ? 1 : -1;
    }
  }

  private static float[] filled(int length) {
    float[] target = new float[length];
    Arrays.fill(target, 9f);
    return target;
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int d = 0; d < a.length; d++) {
      sum += (double) a[d] * b[d];
    }
    return sum;
  }
}
