package org.hybridrec.features.arrow;

import java.nio.charset.CharacterCodingException;

/** UTF-8 texts with offsets of 32 or 64 bits. */
final class TextValues implements Texts {

  private final long count;
  private final Validity validity;
  private final Offsets offsets;
  private final Bytes data;

  TextValues(ArrowArray array) {
    this.count = array.length();
    this.validity = Validity.of(array);
    this.data = array.buffer(1);
    boolean large = array.field().type().kind() == Kind.LARGE_UTF8;
    this.offsets = Offsets.of(array, large, data.size());
  }

  @Override
  public long count() {
    return count;
  }

  @Override
  public boolean isNull(long index) {
    return validity.isNull(index);
  }

  @Override
  public int number(long index, TextNumbers numbers) {
    return numbers.of(data, offsets.start(index), offsets.length(index));
  }

  @Override
  public String text(long index) throws CharacterCodingException {
    return data.utf8(offsets.start(index), offsets.length(index));
  }
}
