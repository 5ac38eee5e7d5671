package org.hybridrec.features.arrow;

import java.nio.charset.CharacterCodingException;

/** Values that stand in a dictionary, found by index. A null in the dictionary is a null here. */
final class DictionaryValues implements Values {

  private final IntegerValues indexes;
  private final Values dictionary;

  DictionaryValues(IntegerValues indexes, Values dictionary) {
    this.indexes = indexes;
    this.dictionary = dictionary;
    for (long i = 0; i < indexes.count(); i++) {
      if (!indexes.isNull(i)) {
        long index = indexes.bits(i); // negative too if unsigned and huge
        if (index < 0 || index >= dictionary.count()) {
          throw new MalformedArrowException(
              String.format(
                  "index %s is not within its dictionary of %d values",
                  indexes.text(i), dictionary.count()));
        }
      }
    }
  }

  @Override
  public long count() {
    return indexes.count();
  }

  @Override
  public boolean isNull(long index) {
    return indexes.isNull(index) || dictionary.isNull(indexes.bits(index));
  }

  @Override
  public Object dictionary() {
    return dictionary;
  }

  @Override
  public int key(long index) {
    long key = indexes.bits(index);
    return key <= Integer.MAX_VALUE ? (int) key : -1;
  }

  @Override
  public String text(long index) throws CharacterCodingException {
    return dictionary.text(indexes.bits(index));
  }

  @Override
  public long integer(long index) {
    return dictionary.integer(indexes.bits(index));
  }

  @Override
  public double number(long index) {
    return dictionary.number(indexes.bits(index));
  }
}
