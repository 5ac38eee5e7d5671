package org.hybridrec.features.arrow;

import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;

/** Texts without a dictionary that are numbered as they come; each is looked up once a batch. */
final class NumberedText implements Values {

  private final Texts texts;
  private final TextNumbers numbers;

  /** For each text its number and 2, 1 if it has none, 0 if nobody has asked. */
  private int @Nullable [] keys;

  NumberedText(Texts texts, TextNumbers numbers) {
    this.texts = texts;
    this.numbers = numbers;
  }

  @Override
  public long count() {
    return texts.count();
  }

  @Override
  public boolean isNull(long index) {
    return texts.isNull(index);
  }

  @Override
  public Object dictionary() {
    return numbers;
  }

  @Override
  public int key(long index) {
    int[] known = keys;
    if (known == null) {
      known = new int[Math.toIntExact(count())];
      keys = known;
    }
    int at = (int) index;
    if (known[at] == 0) {
      known[at] = texts.number(index, numbers) + 2;
    }
    return known[at] - 2;
  }

  @Override
  public String text(long index) throws CharacterCodingException {
    return texts.text(index);
  }
}
