package org.hybridrec.core.onnx;

import org.hybridrec.features.text.TextEncoder;

/** An encoder of one's own: two numbers that follow from a text's length. */
final class TitleLength implements TextEncoder {

  @Override
  public String name() {
    return "title-length";
  }

  @Override
  public String fingerprint() {
    return "0".repeat(64);
  }

  @Override
  public int width() {
    return 2;
  }

  @Override
  public void encode(String text, float[] target, int offset) {
    target[offset] = text.length() / 50f;
    target[offset + 1] = text.isEmpty() ? 0 : 1;
  }
}
