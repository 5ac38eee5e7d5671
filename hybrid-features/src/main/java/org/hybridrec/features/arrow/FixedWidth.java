package org.hybridrec.features.arrow;

import static org.hybridrec.features.arrow.MalformedArrowException.check;

/** The check that arrays of fixed-width values have in common. */
final class FixedWidth {

  private FixedWidth() {}

  static Bytes data(ArrowArray array, int width) {
    Bytes data = array.buffer(0);
    check(
        data.size() / width >= array.length(),
        "%d values of %d bytes need more than the %d bytes there are",
        array.length(),
        width,
        data.size());
    return data;
  }
}
