package org.hybridrec.features;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.hybridrec.features.hashing.FingerprintCat64;

/**
 * Combinations of several categories hashed into buckets, as TensorFlow's {@code crossed_column}: a
 * chain of {@link FingerprintCat64} over the keys in their declared order, then the unsigned
 * remainder by the bucket count. A {@link Field} enters with the fingerprint of its raw text (the
 * empty text is a value here, unless the source takes it for a missing cell, as CSV does; whole
 * numbers are their decimal text), a vocabulary, identity or bucketized column with its id, an
 * unknown value of such a column as -1. Several values a key give the Cartesian product, the last
 * key running fastest; a row in which one key is missing has no id. Immutable.
 *
 * @param keys what is combined, at least two; a cross within a cross is replaced by its keys
 * @param bucketCount number of buckets, at least 1
 * @param hashKey start of the chain, by default {@link FingerprintCat64#DEFAULT_HASH_KEY}
 */
public record CrossedColumn(List<CrossKey> keys, int bucketCount, long hashKey)
    implements CategoricalColumn {

  /** Checks the keys and the bucket count. */
  public CrossedColumn {
    keys = flattened(keys);
    String name = nameOf(keys);
    Check.atLeastOne(name, "bucketCount", bucketCount);
    if (keys.size() < 2) {
      throw new IllegalArgumentException(
          Check.at(name) + "a cross combines at least 2 keys, had " + keys.size());
    }
    keys.forEach(key -> check(name, key));
  }

  private static List<CrossKey> flattened(List<CrossKey> keys) {
    List<CrossKey> leaves = new ArrayList<>();
    for (CrossKey key : keys) {
      leaves.addAll(key instanceof CrossedColumn cross ? cross.keys() : List.of(key));
    }
    return List.copyOf(leaves);
  }

  private static void check(String name, CrossKey key) {
    if (key instanceof HashBucketColumn hashed) {
      throw new IllegalArgumentException(
          Check.at(name)
              + "the hash bucket column '"
              + hashed.name()
              + "' cannot be crossed, its collisions would be hashed again; cross field(\""
              + hashed.field().source()
              + "\") instead");
    }
    for (Field field :
        key instanceof Field raw ? List.of(raw) : ((CategoricalColumn) key).fields()) {
      if (field.weights() != null) {
        throw new IllegalArgumentException(
            Check.at(name)
                + "the key '"
                + field.name()
                + "' has weights, which a cross cannot carry; cross the field without weightedBy");
      }
    }
  }

  private static String nameOf(List<CrossKey> keys) {
    return keys.stream()
        .map(CrossKey::name)
        .sorted(CodePoints::compare)
        .collect(Collectors.joining("_X_"));
  }

  /** Returns this cross with another start of the hash chain. */
  public CrossedColumn withHashKey(long hashKey) {
    return new CrossedColumn(keys, bucketCount, hashKey);
  }

  /** Returns the sorted names of the keys, joined by {@code _X_}. */
  @Override
  public String name() {
    return nameOf(keys);
  }

  @Override
  public int cardinality() {
    return bucketCount;
  }

  @Override
  public List<Field> fields() {
    List<Field> fields = new ArrayList<>();
    for (CrossKey key : keys) {
      if (key instanceof Field field) {
        fields.add(field);
      } else {
        fields.addAll(((CategoricalColumn) key).fields());
      }
    }
    return fields;
  }
}
