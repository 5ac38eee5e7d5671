package org.hybridrec.features.arrow;

import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Values in several pieces, counted through: a dictionary and its later additions. */
final class JoinedValues implements Values {

  private final List<Values> pieces = new ArrayList<>();
  private long[] starts = new long[4];
  private long count;

  void append(Values piece) {
    if (piece.count() > 0) {
      if (pieces.size() == starts.length) {
        starts = Arrays.copyOf(starts, 2 * starts.length);
      }
      starts[pieces.size()] = count;
      pieces.add(piece);
      count = Math.addExact(count, piece.count());
    }
  }

  private int pieceOf(long index) {
    if (pieces.size() == 1) {
      return 0; // by far the most frequent
    }
    int found = Arrays.binarySearch(starts, 0, pieces.size(), index);
    return found >= 0 ? found : -found - 2;
  }

  @Override
  public long count() {
    return count;
  }

  @Override
  public boolean isNull(long index) {
    int piece = pieceOf(index);
    return pieces.get(piece).isNull(index - starts[piece]);
  }

  @Override
  public String text(long index) throws CharacterCodingException {
    int piece = pieceOf(index);
    return pieces.get(piece).text(index - starts[piece]);
  }

  @Override
  public long integer(long index) {
    int piece = pieceOf(index);
    return pieces.get(piece).integer(index - starts[piece]);
  }

  @Override
  public double number(long index) {
    int piece = pieceOf(index);
    return pieces.get(piece).number(index - starts[piece]);
  }
}
