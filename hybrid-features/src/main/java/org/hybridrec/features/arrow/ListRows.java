package org.hybridrec.features.arrow;

import static org.hybridrec.features.arrow.MalformedArrowException.check;

import org.jspecify.annotations.Nullable;

/** Rows that hold lists, with offsets into the elements or all of one size. */
final class ListRows implements Rows {

  /** Nulls take no bytes, so that the length of a file does not limit how many it announces. */
  private static final int MOST_NULLS = 1 << 24;

  private final Validity validity;
  private final @Nullable Offsets offsets;
  private final int size;

  ListRows(ArrowArray array) {
    long elements = array.children().get(0).length();
    DataType type = array.field().type();
    check(
        array.children().get(0).field().type().kind() != Kind.NULL || elements <= MOST_NULLS,
        "lists of %d nulls, allowed are %d",
        elements,
        MOST_NULLS);
    this.validity = Validity.of(array);
    this.size = type.width();
    if (type.kind() == Kind.FIXED_SIZE_LIST) {
      this.offsets = null;
      check(
          array.length() <= Integer.MAX_VALUE && array.length() * size <= elements,
          "%d lists of %d need more than the %d elements there are",
          array.length(),
          size,
          elements);
    } else {
      this.offsets = Offsets.of(array, type.kind() == Kind.LARGE_LIST, elements);
    }
  }

  @Override
  public int count(int row) {
    if (validity.isNull(row)) {
      return 0;
    }
    return offsets == null ? size : offsets.length(row);
  }

  @Override
  public long start(int row) {
    return offsets == null ? (long) row * size : offsets.start(row);
  }
}
