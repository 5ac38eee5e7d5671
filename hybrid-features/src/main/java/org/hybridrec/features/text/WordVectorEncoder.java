package org.hybridrec.features.text;

import java.util.Locale;
import java.util.Objects;
import org.hybridrec.features.hashing.Fingerprint64;
import org.hybridrec.features.hashing.FingerprintCat64;
import org.hybridrec.features.hashing.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * A text as the sum of its words' vectors over the square root of their number, which is how the
 * published NNLM sentence encoders combine words. Immutable and thread-safe; made by {@link
 * TextEncoder#wordVectors}, and each option gives a new encoder that shares the vectors.
 *
 * <p>By default the tokens are those of {@link Tokenizer#whitespace}, words without a vector are
 * left out and do not count, and the length is as it comes out. A text without any known word gives
 * zeros. Sums are made in double precision, in reading order.
 *
 * <p>It is decided by {@link #vectors}, {@link #tokenizer}, {@link #unknownBuckets} and {@link
 * #hasUnitLength}, from which an equal encoder can be made again.
 */
public final class WordVectorEncoder implements TextEncoder {

  /** Counts the revisions of the formula: a change in any vector must change it. */
  private static final int REVISION = 1;

  private static final long UNKNOWN_KEY = 3;

  private final WordVectors vectors;
  private final Tokenizer tokenizer;
  private final int unknownBuckets;
  private final double unknownScale;
  private final boolean unitLength;

  private WordVectorEncoder(
      WordVectors vectors, Tokenizer tokenizer, int unknownBuckets, boolean unitLength) {
    this.vectors = vectors;
    this.tokenizer = tokenizer;
    this.unknownBuckets = unknownBuckets;
    this.unknownScale = unknownBuckets == 0 ? 0 : vectors.rootMeanSquare();
    this.unitLength = unitLength;
  }

  static WordVectorEncoder of(WordVectors vectors) {
    return new WordVectorEncoder(
        Objects.requireNonNull(vectors, "vectors"), Tokenizer.whitespace(), 0, false);
  }

  /** Returns this encoder, but scaling every vector to a Euclidean length of 1. */
  public WordVectorEncoder unitLength() {
    return new WordVectorEncoder(vectors, tokenizer, unknownBuckets, true);
  }

  /**
   * Returns this encoder, but with so many buckets for words without a vector: such a word falls
   * into the bucket {@code Fingerprint64(word) mod buckets} and gets that bucket's vector, which
   * counts as any other. The vectors of the buckets are ±s in every place, with signs from a fixed
   * formula and s such that they are as long as the words' vectors in the root of the mean square.
   *
   * @param buckets how many; 0 leaves such words out
   * @throws IllegalArgumentException if buckets is below 0
   */
  public WordVectorEncoder withUnknownBuckets(int buckets) {
    if (buckets < 0) {
      throw new IllegalArgumentException(
          "word vector encoder: unknownBuckets must be at least 0, was " + buckets);
    }
    return new WordVectorEncoder(vectors, tokenizer, buckets, unitLength);
  }

  /**
   * Returns this encoder, but cutting texts in another way. It must be the way in which the
   * vectors' own corpus was cut: {@link Tokenizer#words} fits lower-cased vectors.
   *
   * @throws IllegalArgumentException if the tokenizer is none of the built-in ones, since a model
   *     file could not say what it does
   */
  public WordVectorEncoder withTokenizer(Tokenizer tokenizer) {
    if (!Tokenizers.isBuiltIn(tokenizer)) {
      throw new IllegalArgumentException(
          "word vector encoder: tokenizer must be one of "
              + Tokenizers.builtInNames()
              + ", was "
              + Shown.name(tokenizer.name()));
    }
    return new WordVectorEncoder(vectors, tokenizer, unknownBuckets, unitLength);
  }

  /** Returns {@code word-vectors}. */
  @Override
  public String name() {
    return "word-vectors";
  }

  @Override
  public int width() {
    return vectors.width();
  }

  /** Returns the words and their vectors. */
  public WordVectors vectors() {
    return vectors;
  }

  /** Returns how texts are cut. */
  public Tokenizer tokenizer() {
    return tokenizer;
  }

  /** Returns the number of buckets for words without a vector; 0 where they are left out. */
  public int unknownBuckets() {
    return unknownBuckets;
  }

  /**
   * Returns the vectors of the buckets for words without one, [unknown buckets × width], row-major.
   */
  public float[] unknownTable() {
    float[] table = new float[Math.multiplyExact(unknownBuckets, width())];
    for (int bucket = 0; bucket < unknownBuckets; bucket++) {
      double[] row = new double[width()];
      addUnknown(bucket, row);
      for (int d = 0; d < row.length; d++) {
        table[bucket * row.length + d] = (float) row[d];
      }
    }
    return table;
  }

  /** Returns true if vectors are scaled to a length of 1. */
  public boolean hasUnitLength() {
    return unitLength;
  }

  @Override
  public String fingerprint() {
    return new ContentDigest()
        .add(name())
        .add(REVISION)
        .add(tokenizer.name())
        .add(unknownBuckets)
        .add(unitLength ? 1 : 0)
        .add(vectors.digest())
        .hex();
  }

  @Override
  public void encode(String text, float[] target, int offset) {
    Objects.checkFromIndexSize(offset, width(), target.length);
    double[] sum = new double[width()];
    int count = 0;
    for (String word : tokenizer.tokens(Utf8.requireWellFormed(text))) {
      if (add(word, sum)) {
        count++;
      }
    }
    if (unitLength) {
      UnitLength.copy(sum, target, offset);
    } else {
      double root = Math.sqrt(Math.max(count, 1));
      for (int d = 0; d < sum.length; d++) {
        target[offset + d] = (float) (sum[d] / root);
      }
    }
  }

  /** Adds the vector of a word and returns true, or false if it has none. */
  private boolean add(String word, double[] sum) {
    int row = vectors.indexOf(word);
    if (row >= 0) {
      vectors.addRow(row, sum);
    } else if (unknownBuckets > 0) {
      addUnknown(Fingerprint64.bucket(Fingerprint64.of(word), unknownBuckets), sum);
    }
    return row >= 0 || unknownBuckets > 0;
  }

  private void addUnknown(int bucket, double[] sum) {
    RandomSigns.add(FingerprintCat64.of(UNKNOWN_KEY, bucket), unknownScale, sum);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof WordVectorEncoder that
        && tokenizer.equals(that.tokenizer)
        && unknownBuckets == that.unknownBuckets
        && unitLength == that.unitLength
        && vectors.equals(that.vectors);
  }

  @Override
  public int hashCode() {
    return Objects.hash(tokenizer.name(), unknownBuckets, unitLength, vectors.size());
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "word-vectors(%d words, width %d, tokenizer %s, unknown buckets %d%s)",
        vectors.size(),
        width(),
        tokenizer.name(),
        unknownBuckets,
        unitLength ? ", unit length" : "");
  }
}
