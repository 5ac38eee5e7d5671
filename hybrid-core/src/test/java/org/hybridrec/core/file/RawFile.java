package org.hybridrec.core.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** Files put together by hand, by a second writer that checks nothing. */
final class RawFile {

  static final String FORMAT = "\"__metadata__\":{\"format\":\"hybridrec\",\"version\":\"1\"}";

  private RawFile() {}

  /** A file whose header has these tensors, a digest after them, and the right digest. */
  static byte[] withTensors(String tensors, int dataBytes) {
    return withHeader(
        "{%s,%s%s}".formatted(FORMAT, tensors.isEmpty() ? "" : tensors + ",", digest(dataBytes)),
        new byte[dataBytes]);
  }

  static String tensor(String name, String dtype, String shape, String begin, String end) {
    return "\"%s\":{\"dtype\":\"%s\",\"shape\":[%s],\"data_offsets\":[%s,%s]}"
        .formatted(name, dtype, shape, begin, end);
  }

  static String digest(int begin) {
    return tensor("sha256", "U8", "32", "" + begin, "" + (begin + 32));
  }

  /** A file of that header and data, with the right digest at its end. */
  static byte[] withHeader(String header, byte[] data) {
    return withHeader(header.getBytes(UTF_8), data);
  }

  static byte[] withHeader(byte[] header, byte[] data) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int padding = Math.floorMod(-header.length, 8);
    out.writeBytes(length(header.length + padding));
    out.writeBytes(header);
    out.writeBytes(" ".repeat(padding).getBytes(UTF_8));
    out.writeBytes(data);
    return signed(out.toByteArray());
  }

  /** Little-endian, eight bytes. */
  static byte[] length(long length) {
    return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array();
  }

  /** The bytes and their digest. */
  static byte[] signed(byte[] bytes) {
    return joined(bytes, sha256(bytes));
  }

  /** The bytes with their last 32 replaced by the digest of those before. */
  static byte[] repaired(byte[] bytes) {
    byte[] content = Arrays.copyOf(bytes, bytes.length - 32);
    return signed(content);
  }

  static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
