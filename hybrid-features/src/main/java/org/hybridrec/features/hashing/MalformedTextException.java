package org.hybridrec.features.hashing;

import java.util.Locale;

/**
 * Text that is no Unicode text: a surrogate code unit without its other half. Such text has no
 * UTF-8 form, so it has no fingerprint either. It usually comes from a string cut in the middle of
 * an emoji.
 */
public class MalformedTextException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final int position;

  /**
   * Makes an exception.
   *
   * @param position where the unpaired surrogate stands, in code units from 0
   * @param codeUnit the surrogate
   */
  public MalformedTextException(int position, char codeUnit) {
    super(
        String.format(
            Locale.ROOT,
            "text position %d: unpaired surrogate 0x%04X, allowed are whole Unicode characters;"
                + " cut or decode the text at character borders",
            position,
            (int) codeUnit));
    this.position = position;
  }

  /** Returns where the unpaired surrogate stands, in code units from 0. */
  public int position() {
    return position;
  }
}
