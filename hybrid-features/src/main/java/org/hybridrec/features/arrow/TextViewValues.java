package org.hybridrec.features.arrow;

import static org.hybridrec.features.arrow.MalformedArrowException.check;

import java.nio.charset.CharacterCodingException;

/**
 * UTF-8 texts as 16-byte views: the length, then either up to 12 bytes of text, or its first 4
 * bytes, the number of a data buffer and the offset there.
 */
final class TextViewValues implements Texts {

  private static final int WIDTH = 16;
  private static final int INLINE = 12;

  private final ArrowArray array;
  private final Validity validity;
  private final Bytes views;

  TextViewValues(ArrowArray array) {
    this.array = array;
    this.validity = Validity.of(array);
    this.views = FixedWidth.data(array, WIDTH);
    for (long i = 0; i < array.length(); i++) {
      if (!isNull(i)) {
        checkView(i * WIDTH);
      }
    }
  }

  private void checkView(long view) {
    int length = views.int32(view);
    check(length >= 0, "a text of length %d", length);
    if (length > INLINE) {
      int number = views.int32(view + 8);
      int offset = views.int32(view + 12);
      check(
          number >= 0 && number < array.buffers().size() - 1, "there is no data buffer %d", number);
      long size = array.buffer(number + 1).size();
      check(
          offset >= 0 && offset <= size - length,
          "a text of %d bytes at %d is beyond the end at %d",
          length,
          offset,
          size);
    }
  }

  @Override
  public long count() {
    return array.length();
  }

  @Override
  public boolean isNull(long index) {
    return validity.isNull(index);
  }

  @Override
  public int number(long index, TextNumbers numbers) {
    long view = index * WIDTH;
    int length = views.int32(view);
    return length <= INLINE
        ? numbers.of(views, view + 4, length)
        : numbers.of(array.buffer(views.int32(view + 8) + 1), views.int32(view + 12), length);
  }

  @Override
  public String text(long index) throws CharacterCodingException {
    long view = index * WIDTH;
    int length = views.int32(view);
    return length <= INLINE
        ? views.utf8(view + 4, length)
        : array.buffer(views.int32(view + 8) + 1).utf8(views.int32(view + 12), length);
  }
}
