package org.hybridrec.features.arrow;

import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;

/** Texts of a dictionary, each decoded once. */
final class RememberedText implements Values {

  private final Values values;
  private final @Nullable String[] texts;

  RememberedText(Values values) {
    this.values = values;
    this.texts = new String[Math.toIntExact(values.count())];
  }

  @Override
  public long count() {
    return texts.length;
  }

  @Override
  public boolean isNull(long index) {
    return values.isNull(index);
  }

  @Override
  public String text(long index) throws CharacterCodingException {
    int i = Math.toIntExact(index);
    String text = texts[i];
    if (text == null) {
      text = values.text(index);
      texts[i] = text;
    }
    return text;
  }
}
