package org.hybridrec.features.hashing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class Fingerprint64Test {

  private static final HashFunction GUAVA = Hashing.farmHashFingerprint64();

  @Test
  void lettersFallIntoTheBucketsOfTensorFlowsDocumentation() {
    assertThat(Stream.of("A", "B", "C", "D", "E"))
        .extracting(letter -> Fingerprint64.bucket(Fingerprint64.of(letter), 3))
        .containsExactly(1, 0, 1, 1, 2);
  }

  @Test
  void aHundredThousandRandomTextsAgreeWithGuava() {
    SplittableRandom random = new SplittableRandom(20_240_601);
    for (int i = 0; i < 100_000; i++) {
      String text = randomText(random, random.nextInt(i % 100 == 0 ? 600 : 80));
      long expected = GUAVA.hashString(text, StandardCharsets.UTF_8).asLong();
      assertThat(Fingerprint64.of(text)).as("text %d: %s", i, text).isEqualTo(expected);
    }
  }

  @Test
  void everyLengthUpToThreeHundredBytesAgreesWithGuava() {
    byte[] bytes = new byte[300];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31 + 7);
      long expected = GUAVA.hashBytes(bytes, 0, i).asLong();
      assertThat(Fingerprint64.of(bytes, 0, i)).as("%d bytes", i).isEqualTo(expected);
    }
  }

  @Test
  void aPartOfSomeBytesHasTheFingerprintOfItsCopy() {
    byte[] bytes = Utf8.encode("vor Österreich danach");
    byte[] part = Utf8.encode("Österreich");

    assertThat(Fingerprint64.of(bytes, 4, part.length)).isEqualTo(Fingerprint64.of(part));
    assertThatThrownBy(() -> Fingerprint64.of(part, 8, 4))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void numbersAreHashedAsTheirDecimalText() {
    for (long number : new long[] {0, 7, -1, 299_954_138, Long.MAX_VALUE, Long.MIN_VALUE}) {
      assertThat(Fingerprint64.of(number)).isEqualTo(Fingerprint64.of(Long.toString(number)));
    }
  }

  @Test
  void bucketsTakeTheFingerprintAsUnsigned() {
    assertThat(Fingerprint64.bucket(-1L, 10)).isEqualTo(5); // 2^64 - 1 = …615
    assertThat(Fingerprint64.bucket(Long.MIN_VALUE, 10)).isEqualTo(8); // 2^63 = …808
    assertThat(Fingerprint64.bucket(-1L, 1)).isZero();
    assertThat(Fingerprint64.bucket(-1L, Integer.MAX_VALUE)).isEqualTo(3);
  }

  @Test
  void aBucketCountBelowOneIsRefused() {
    assertThatThrownBy(() -> Fingerprint64.bucket(1L, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("bucketCount must be at least 1, was 0");
  }

  private static String randomText(SplittableRandom random, int codePoints) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < codePoints; i++) {
      text.appendCodePoint(randomCodePoint(random));
    }
    return text.toString();
  }

  private static int randomCodePoint(SplittableRandom random) {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextInt(0x20, 0x250);
      case 1 -> random.nextInt(0xE000, 0x10000);
      case 2 -> random.nextInt(0x10000, Character.MAX_CODE_POINT + 1);
      default -> random.nextInt('a', 'z' + 1);
    };
  }
}
