package org.hybridrec.features;

import java.util.List;

/**
 * Values looked up in a list: the id is the place in the list, as TensorFlow's {@code
 * categorical_column_with_vocabulary_list}. Immutable. A value that is not in the list is unknown:
 * it has no id, or, with out-of-vocabulary buckets, the id {@code size + Fingerprint64(value) mod
 * oovBuckets}. A missing or empty value has no id.
 *
 * @param field where the values come from
 * @param vocabulary the known values
 * @param oovBuckets number of buckets for unknown values, 0 for none
 */
public record VocabularyColumn(Field field, Vocabulary vocabulary, int oovBuckets)
    implements CategoricalColumn {

  /** Checks the sizes. */
  public VocabularyColumn {
    if (oovBuckets < 0) {
      throw new IllegalArgumentException(
          Check.at(field.name()) + "oovBuckets must be at least 0, was " + oovBuckets);
    }
    if ((long) vocabulary.size() + oovBuckets > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          Check.at(field.name())
              + "vocabulary and OOV buckets together must be fewer than 2^31, were "
              + vocabulary.size()
              + " + "
              + oovBuckets);
    }
  }

  /**
   * Returns this column with buckets for unknown values; 0 gives unknown values no id.
   *
   * @throws IllegalArgumentException if the number is negative
   */
  public VocabularyColumn withOovBuckets(int oovBuckets) {
    return new VocabularyColumn(field, vocabulary, oovBuckets);
  }

  @Override
  public String name() {
    return field.name();
  }

  @Override
  public int cardinality() {
    return vocabulary.size() + oovBuckets;
  }

  @Override
  public List<Field> fields() {
    return List.of(field);
  }
}
