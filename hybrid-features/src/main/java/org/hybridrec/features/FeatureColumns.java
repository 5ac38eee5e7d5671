package org.hybridrec.features;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.hybridrec.features.encoded.Combiner;
import org.hybridrec.features.hashing.FingerprintCat64;
import org.hybridrec.features.text.TextEncoder;
import org.hybridrec.features.text.VectorEncoder;

/**
 * All feature columns, to be imported statically. Every method that takes the name of a field also
 * takes a {@link Field}, which says how cells are read.
 *
 * <pre>{@code
 * var category = vocabulary("category", Vocabulary.of("News", "Lifestyle")).withOovBuckets(1);
 * var months = bucketized(numeric("months_since_epoch").withDefault(573.6f), range(400, 700, 20));
 * List<DenseColumn> columns =
 *     List.of(
 *         embedding(hashBucket("content_id", 15_634), 10),
 *         indicator(category),
 *         indicator(crossed(60, category, months)));
 * }</pre>
 *
 * <p>Missing and unknown values are described at each column's class.
 */
public final class FeatureColumns {

  private static final int MOST_BOUNDARIES = 1_000_000;

  private FeatureColumns() {}

  /** Returns the field of that name, read as it is. */
  public static Field field(String name) {
    return Field.of(name);
  }

  /** Returns a column of one number a row. */
  public static NumericColumn numeric(String field) {
    return numeric(field(field));
  }

  /** Returns a column of one number a row. */
  public static NumericColumn numeric(Field field) {
    return NumericColumn.of(field);
  }

  /**
   * Returns {@code count} numeric columns of the fields {@code prefix0 … prefix(count-1)}; a
   * missing number is 0.
   *
   * @throws IllegalArgumentException if the count is less than 1
   */
  public static List<NumericColumn> numericColumns(String prefix, int count) {
    return numericColumns(prefix, count, 0f);
  }

  static List<NumericColumn> numericColumns(String prefix, int count, float missing) {
    Check.atLeastOne(prefix, "count", count);
    List<NumericColumn> columns = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      columns.add(numeric(prefix + i).withDefault(missing));
    }
    return List.copyOf(columns);
  }

  /**
   * Returns a column that puts a number into one of {@code boundaries.length + 1} buckets.
   *
   * @throws IllegalArgumentException if the boundaries are not finite and strictly increasing
   */
  public static BucketizedColumn bucketized(NumericColumn number, float... boundaries) {
    return new BucketizedColumn(number, boundaries);
  }

  /**
   * Returns the boundaries from, from + step, … below to, as Python's {@code range} counts.
   *
   * @throws IllegalArgumentException if the step is not positive, nothing is below {@code to}, or
   *     there are more than a million boundaries
   */
  public static float[] range(int from, int to, int step) {
    if (step < 1 || from >= to) {
      throw new IllegalArgumentException(
          String.format(
              "a range needs from < to and a step of at least 1, was %d, %d, %d", from, to, step));
    }
    long count = ((long) to - from + step - 1) / step;
    if (count > MOST_BOUNDARIES) {
      throw new IllegalArgumentException(
          String.format(
              "a range has at most %d boundaries, %d, %d, %d has %d; take a larger step",
              MOST_BOUNDARIES, from, to, step, count));
    }
    float[] boundaries = new float[(int) count];
    for (int i = 0; i < boundaries.length; i++) {
      boundaries[i] = from + (long) i * step;
    }
    return boundaries;
  }

  /** Returns a column of whole numbers that are ids in [0, cardinality). */
  public static IdentityColumn identity(String field, int cardinality) {
    return identity(field(field), cardinality);
  }

  /** Returns a column of whole numbers that are ids in [0, cardinality). */
  public static IdentityColumn identity(Field field, int cardinality) {
    return new IdentityColumn(field, cardinality, OptionalInt.empty());
  }

  /** Returns a column of values hashed into buckets. */
  public static HashBucketColumn hashBucket(String field, int bucketCount) {
    return hashBucket(field(field), bucketCount);
  }

  /** Returns a column of values hashed into buckets. */
  public static HashBucketColumn hashBucket(Field field, int bucketCount) {
    return new HashBucketColumn(field, bucketCount);
  }

  /** Returns a column of values looked up in a vocabulary; unknown values have no id. */
  public static VocabularyColumn vocabulary(String field, Vocabulary vocabulary) {
    return vocabulary(field(field), vocabulary);
  }

  /** Returns a column of values looked up in a vocabulary; unknown values have no id. */
  public static VocabularyColumn vocabulary(Field field, Vocabulary vocabulary) {
    return new VocabularyColumn(field, vocabulary, 0);
  }

  /** Returns a column of combinations of raw fields, hashed into buckets. */
  public static CrossedColumn crossed(int bucketCount, String... fields) {
    List<CrossKey> keys = new ArrayList<>();
    for (String field : fields) {
      keys.add(field(field));
    }
    return new CrossedColumn(keys, bucketCount, FingerprintCat64.DEFAULT_HASH_KEY);
  }

  /** Returns a column of combinations of fields and categories, hashed into buckets. */
  public static CrossedColumn crossed(int bucketCount, CrossKey... keys) {
    return new CrossedColumn(List.of(keys), bucketCount, FingerprintCat64.DEFAULT_HASH_KEY);
  }

  /** Returns a column of learned vectors, one for each id, averaged over a row's ids. */
  public static EmbeddingColumn embedding(CategoricalColumn of, int width) {
    return EmbeddingColumn.of(of, width);
  }

  /** Returns a column of counts, one place for each id. */
  public static IndicatorColumn indicator(CategoricalColumn of) {
    return IndicatorColumn.of(of);
  }

  /** Returns a column of text turned into a vector by a frozen encoder. */
  public static VectorColumn textEmbedding(String field, TextEncoder encoder) {
    return textEmbedding(field(field), encoder);
  }

  /** Returns a column of text turned into a vector by a frozen encoder. */
  public static VectorColumn textEmbedding(Field field, TextEncoder encoder) {
    return VectorColumn.of(field, encoder);
  }

  /** Returns a column of values turned into a vector by a frozen encoder. */
  public static VectorColumn vector(String field, VectorEncoder encoder) {
    return vector(field(field), encoder);
  }

  /** Returns a column of values turned into a vector by a frozen encoder. */
  public static VectorColumn vector(Field field, VectorEncoder encoder) {
    return VectorColumn.of(field, encoder);
  }

  /** Returns a column of given vectors looked up by key, frozen; zeros where the key is unknown. */
  public static EmbeddingColumn pretrained(String field, VectorTable table) {
    return pretrained(field(field), table);
  }

  /** Returns a column of given vectors looked up by key, frozen; zeros where the key is unknown. */
  public static EmbeddingColumn pretrained(Field field, VectorTable table) {
    VocabularyColumn keys = vocabulary(field, table.keys());
    String name = field.name() + "_pretrained";
    return new EmbeddingColumn(
        name,
        keys,
        table.width(),
        Combiner.MEAN,
        Float.POSITIVE_INFINITY,
        false,
        name,
        Optional.of(table));
  }
}
