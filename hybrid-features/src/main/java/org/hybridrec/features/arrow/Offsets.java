package org.hybridrec.features.arrow;

/**
 * The offsets buffer of texts and lists: value i reaches from offset i to offset i + 1. Checked
 * when made: they rise, the first is not negative, and the last is within what they point into.
 */
final class Offsets {

  private final Bytes data;
  private final boolean large;

  private Offsets(Bytes data, boolean large) {
    this.data = data;
    this.large = large;
  }

  static Offsets of(ArrowArray array, boolean large, long end) {
    Offsets offsets = new Offsets(array.buffer(0), large);
    if (array.length() > 0) {
      offsets.check(array.length(), end);
    }
    return offsets;
  }

  private void check(long count, long end) {
    int width = large ? Long.BYTES : Integer.BYTES;
    MalformedArrowException.check(
        data.size() / width > count, "%d offsets do not fit %d bytes", count + 1, data.size());
    long last = start(0);
    MalformedArrowException.check(last >= 0, "its first offset is %d", last);
    for (long i = 1; i <= count; i++) {
      long next = start(i);
      if (next < last || next - last > Integer.MAX_VALUE) {
        throw new MalformedArrowException("offset " + next + " follows offset " + last);
      }
      last = next;
    }
    MalformedArrowException.check(last <= end, "offset %d is beyond the end at %d", last, end);
  }

  long start(long index) {
    return large ? data.int64(index << 3) : data.int32(index << 2);
  }

  int length(long index) {
    return (int) (start(index + 1) - start(index));
  }
}
