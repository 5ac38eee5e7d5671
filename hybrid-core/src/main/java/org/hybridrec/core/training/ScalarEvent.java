package org.hybridrec.core.training;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/*
 * TensorBoard's message Event in protobuf's wire format, as far as scalars need it: wall_time = 1
 * (double), step = 2 (int64), file_version = 3 (string), summary = 5 with value = 1 of tag = 1
 * (string) and simple_value = 2 (float). Five fields are no reason for a library and its jar.
 */
final class ScalarEvent {

  private static final int VARINT = 0;
  private static final int EIGHT_BYTES = 1;
  private static final int BYTES = 2;
  private static final int FOUR_BYTES = 5;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private ScalarEvent() {}

  /** The first event of a file. */
  static byte[] version(double wallTime) {
    return new ScalarEvent().wallTime(wallTime).text(3, "brain.Event:2").bytes();
  }

  /** An event with scalars by name. */
  static byte[] scalars(double wallTime, long step, Map<String, Double> scalars) {
    ScalarEvent summary = new ScalarEvent();
    scalars.forEach(
        (tag, value) ->
            summary.nested(
                1, new ScalarEvent().text(1, tag).simpleValue(value.floatValue()).bytes()));
    return new ScalarEvent().wallTime(wallTime).step(step).nested(5, summary.bytes()).bytes();
  }

  private ScalarEvent wallTime(double seconds) {
    key(1, EIGHT_BYTES);
    out.writeBytes(littleEndian(Double.BYTES).putDouble(seconds).array());
    return this;
  }

  private ScalarEvent step(long step) {
    key(2, VARINT);
    varint(step);
    return this;
  }

  private ScalarEvent simpleValue(float value) {
    key(2, FOUR_BYTES);
    out.writeBytes(littleEndian(Float.BYTES).putFloat(value).array());
    return this;
  }

  private ScalarEvent text(int field, String text) {
    return nested(field, text.getBytes(StandardCharsets.UTF_8));
  }

  private ScalarEvent nested(int field, byte[] bytes) {
    key(field, BYTES);
    varint(bytes.length);
    out.writeBytes(bytes);
    return this;
  }

  private void key(int field, int wireType) {
    varint((field << 3) | wireType);
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private byte[] bytes() {
    return out.toByteArray();
  }
}
