package org.hybridrec.features.text;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.hybridrec.features.hashing.Utf8;

/**
 * SHA-256 over a sequence of values. Everything is little-endian and texts carry their length
 * before them, so different sequences of the same kinds never give the same bytes. Not thread-safe.
 */
final class ContentDigest {

  private static final int FLOATS_AT_ONCE = 4096;

  private final MessageDigest sha256 = sha256();
  private final ByteBuffer buffer =
      ByteBuffer.allocate(FLOATS_AT_ONCE * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);

  ContentDigest add(long value) {
    buffer.clear().putLong(value);
    return addBuffer();
  }

  ContentDigest add(String text) {
    byte[] utf8 = Utf8.encode(text);
    add(utf8.length);
    sha256.update(utf8);
    return this;
  }

  ContentDigest add(float[] values) {
    add(values.length);
    for (int start = 0; start < values.length; start += FLOATS_AT_ONCE) {
      int end = Math.min(start + FLOATS_AT_ONCE, values.length);
      buffer.clear();
      for (int i = start; i < end; i++) {
        buffer.putFloat(values[i]);
      }
      addBuffer();
    }
    return this;
  }

  /** The digest as 64 hex digits; the sequence ends here. */
  String hex() {
    return HexFormat.of().formatHex(sha256.digest());
  }

  private ContentDigest addBuffer() {
    sha256.update(buffer.flip());
    return this;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform must have SHA-256", e);
    }
  }
}
