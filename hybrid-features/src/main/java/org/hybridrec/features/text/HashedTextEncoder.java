package org.hybridrec.features.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.hybridrec.features.hashing.Fingerprint64;
import org.hybridrec.features.hashing.FingerprintCat64;
import org.hybridrec.features.hashing.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * A text as a random projection of its words and character n-grams: needs no training and no file,
 * and knows every word of every language from the start. Immutable and thread-safe; made by {@link
 * TextEncoder#hashed}.
 *
 * <p>Each token of {@link Tokenizer#words} contributes itself and all its n-grams of 3, 4 and 5
 * characters, taken with a border before and after the word. Each of these features has a row of
 * width signs ±1 that follows from its fingerprint and the seed; the text is the sum of all rows,
 * repeats counted, scaled to unit length. So a word weighs by the number of its n-grams, which
 * gives the short words of grammar little and the long ones much, and words that share a stem or a
 * part are near each other. Texts without common features are nearly orthogonal: the cosine of two
 * is off by about 1/√width.
 *
 * <p>A text without words gives zeros (and so, in theory, does one whose rows cancel out). Sums of
 * signs are exact, so the order of words does not matter and every JVM gives the same bits, as far
 * as {@link Tokenizer#words} gives the same words. Time grows with length × width; a call holds the
 * tokens of the text and about 5 longs for every float of the vector.
 */
public final class HashedTextEncoder implements TextEncoder {

  /** Counts the revisions of the formula: a change in any vector must change it. */
  private static final int REVISION = 1;

  private static final int MAX_WIDTH = 65_536;
  private static final int SHORTEST_GRAM = 3;
  private static final int LONGEST_GRAM = 5;

  private final int width;
  private final long seed;
  private final long wordKey;
  private final long gramKey;

  /**
   * Makes an encoder.
   *
   * @param width floats a vector, from 1 to 65,536; 64 to 256 are usual
   * @param seed any number: another seed, another projection
   * @throws IllegalArgumentException if the width is out of range
   */
  HashedTextEncoder(int width, long seed) {
    if (width < 1 || width > MAX_WIDTH) {
      throw new IllegalArgumentException(
          "hashed text encoder: width must be from 1 to " + MAX_WIDTH + ", was " + width);
    }
    this.width = width;
    this.seed = seed;
    this.wordKey = FingerprintCat64.of(seed, 1);
    this.gramKey = FingerprintCat64.of(seed, 2);
  }

  /** Returns {@code hashed}. */
  @Override
  public String name() {
    return "hashed";
  }

  @Override
  public int width() {
    return width;
  }

  /** Returns the seed of the projection. */
  public long seed() {
    return seed;
  }

  @Override
  public String fingerprint() {
    return new ContentDigest().add(name()).add(REVISION).add(width).add(seed).hex();
  }

  @Override
  public void encode(String text, float[] target, int offset) {
    Objects.checkFromIndexSize(offset, width, target.length);
    SignSum sum = new SignSum(width);
    for (String word : Tokenizer.words().tokens(Utf8.requireWellFormed(text))) {
      add(word, sum);
    }
    UnitLength.copy(sum.sums(), target, offset);
  }

  private void add(String word, SignSum sum) {
    byte[] bordered = ("<" + word + ">").getBytes(StandardCharsets.UTF_8);
    addRow(wordKey, bordered, 1, bordered.length - 1, sum);
    int[] starts = characterStarts(bordered);
    int characters = starts.length - 1;
    for (int length = SHORTEST_GRAM; length <= LONGEST_GRAM; length++) {
      for (int i = 0; i + length <= characters; i++) {
        addRow(gramKey, bordered, starts[i], starts[i + length], sum);
      }
    }
  }

  /** Where each character begins, and at last where the text ends. */
  private static int[] characterStarts(byte[] utf8) {
    int[] starts = new int[utf8.length + 1];
    int count = 0;
    for (int i = 0; i < utf8.length; i++) {
      boolean continues = (utf8[i] & 0xC0) == 0x80;
      if (!continues) {
        starts[count++] = i;
      }
    }
    starts[count++] = utf8.length;
    return Arrays.copyOf(starts, count);
  }

  private static void addRow(long key, byte[] utf8, int from, int to, SignSum sum) {
    long feature = Fingerprint64.of(utf8, from, to - from);
    sum.add(FingerprintCat64.of(key, feature));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof HashedTextEncoder that && width == that.width && seed == that.seed;
  }

  @Override
  public int hashCode() {
    return Objects.hash(width, seed);
  }

  @Override
  public String toString() {
    return "hashed(width " + width + ", seed " + seed + ")";
  }
}
