package org.hybridrec.features.arrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.apache.arrow.memory.util.Float16;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hybridrec.features.source.SourceField;
import org.junit.jupiter.api.Test;

/** Buffers that contradict each other are found before a value is read. */
class MalformedArraysTest {

  private static final ArrowField INT32 = field(DataType.integer(32, true));
  private static final ArrowField TEXT = field(DataType.plain(Kind.UTF8, "utf8", 3));

  private static ArrowField field(DataType type, ArrowField... children) {
    return new ArrowField("f", type, List.of(children), null, false);
  }

  private static Bytes ints(int... values) {
    ByteBuffer buffer =
        ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int value : values) {
      buffer.putInt(value);
    }
    return new HeapBytes(buffer.array(), 0, buffer.capacity());
  }

  private static Bytes zeros(int count) {
    return new HeapBytes(new byte[count], 0, count);
  }

  private static ArrowArray array(ArrowField field, long length, Bytes... buffers) {
    return new ArrowArray(field, length, null, List.of(buffers), List.of());
  }

  private static void assertMalformed(ThrowingCallable code, String message) {
    assertThatThrownBy(code).isInstanceOf(MalformedArrowException.class).hasMessage(message);
  }

  private static void read(ArrowArray array) {
    SourceField field = array.field().toSourceField();
    new ColumnReader(id -> new NullValues(0)).column(field, array, new Location("x", 0, 0));
  }

  @Test
  void fixedWidthValuesMustFitTheirBuffer() {
    assertThatCode(() -> read(array(INT32, 2, zeros(8)))).doesNotThrowAnyException();
    assertMalformed(
        () -> read(array(INT32, 2, zeros(7))),
        "column 'f': 2 values of 4 bytes need more than the 7 bytes there are");
    assertMalformed(
        () -> read(array(field(DataType.floating(8)), Long.MAX_VALUE / 4, zeros(7))),
        "column 'f': 2305843009213693951 values of 8 bytes need more than the 7 bytes there are");
    assertMalformed(
        () -> read(array(field(DataType.decimal(128, 2)), 1, zeros(15))),
        "column 'f': 1 values of 16 bytes need more than the 15 bytes there are");
    assertMalformed(
        () -> read(array(field(DataType.plain(Kind.BOOL, "bool", 2)), 9, zeros(1))),
        "column 'f': 9 bits do not fit 1 bytes");
  }

  @Test
  void aValidityBitmapMustReachTheLastValue() {
    ArrowArray nine = new ArrowArray(INT32, 9, zeros(1), List.of(zeros(36)), List.of());
    ArrowArray eight = new ArrowArray(INT32, 8, zeros(1), List.of(zeros(36)), List.of());

    assertMalformed(() -> read(nine), "column 'f': the validity bitmap is short");
    assertThatCode(() -> read(eight)).doesNotThrowAnyException();
  }

  @Test
  void offsetsMustRiseWithinTheirData() {
    assertThatCode(() -> read(array(TEXT, 2, ints(1, 1, 3), zeros(3)))).doesNotThrowAnyException();
    assertMalformed(
        () -> read(array(TEXT, 2, ints(0, 1), zeros(3))),
        "column 'f': 3 offsets do not fit 8 bytes");
    assertMalformed(
        () -> read(array(TEXT, 2, ints(-1, 1, 3), zeros(3))), "column 'f': its first offset is -1");
    assertMalformed(
        () -> read(array(TEXT, 2, ints(0, 2, 1), zeros(3))),
        "column 'f': offset 1 follows offset 2");
    assertMalformed(
        () -> read(array(TEXT, 2, ints(0, 1, 4), zeros(3))),
        "column 'f': offset 4 is beyond the end at 3");
    assertThatCode(() -> read(array(TEXT, 0, zeros(0), zeros(0)))).doesNotThrowAnyException();
  }

  @Test
  void anOffsetOf64BitsMayNotSpanMoreThanAJavaArrayHolds() {
    ArrowField large = field(DataType.plain(Kind.LARGE_UTF8, "large utf8", 3));
    assertMalformed(
        () -> read(array(large, 1, ints(0, 0, Integer.MIN_VALUE, 0), zeros(3))),
        "column 'f': offset 2147483648 follows offset 0");
  }

  @Test
  void listsMustEndWithinTheirElements() {
    ArrowField lists = field(DataType.plain(Kind.LIST, "list", 2), INT32);
    ArrowArray elements = array(INT32, 3, zeros(12));
    ArrowArray beyond = new ArrowArray(lists, 1, null, List.of(ints(0, 4)), List.of(elements));
    ArrowField pairs = field(DataType.fixedSizeList(2), INT32);

    assertMalformed(() -> read(beyond), "column 'f': offset 4 is beyond the end at 3");
    assertMalformed(
        () -> read(new ArrowArray(pairs, 2, null, List.of(), List.of(elements))),
        "column 'f': 2 lists of 2 need more than the 3 elements there are");
  }

  @Test
  void aListOfNullsCannotBeLongerThanMemoryBearsBecauseNullsTakeNoBytes() {
    ArrowField nulls = field(DataType.plain(Kind.NULL, "null", 0));
    ArrowField lists = field(DataType.plain(Kind.LIST, "list", 2), nulls);
    ArrowArray elements = array(nulls, Integer.MAX_VALUE);

    assertMalformed(
        () ->
            read(
                new ArrowArray(
                    lists, 1, null, List.of(ints(0, Integer.MAX_VALUE)), List.of(elements))),
        "column 'f': lists of 2147483647 nulls, allowed are 16777216");
  }

  @Test
  void viewsMustPointIntoTheirBuffers() {
    ArrowField views =
        new ArrowField("f", DataType.plain(Kind.UTF8_VIEW, "v", 2), List.of(), null, true);
    Bytes data = zeros(20);

    assertThatCode(() -> read(array(views, 1, ints(13, 0, 0, 7), data))).doesNotThrowAnyException();
    assertMalformed(
        () -> read(array(views, 1, ints(-1, 0, 0, 0), data)), "column 'f': a text of length -1");
    assertMalformed(
        () -> read(array(views, 1, ints(13, 0, 1, 0), data)),
        "column 'f': there is no data buffer 1");
    assertMalformed(
        () -> read(array(views, 1, ints(13, 0, 0, 8), data)),
        "column 'f': a text of 13 bytes at 8 is beyond the end at 20");
    assertMalformed(
        () -> read(array(views, 1, ints(13, 0, 0, -1), data)),
        "column 'f': a text of 13 bytes at -1 is beyond the end at 20");
  }

  @Test
  void dictionaryIndexesMustBeWithinTheDictionary() {
    for (boolean signed : new boolean[] {true, false}) {
      ArrowField encoded =
          new ArrowField(
              "f",
              DataType.plain(Kind.UTF8, "utf8", 3),
              List.of(),
              new ArrowField.Encoding(1, DataType.integer(64, signed)),
              false);
      assertMalformed(
          () -> read(array(encoded, 1, ints(-1, -1))),
          "column 'f': index "
              + (signed ? "-1" : "18446744073709551615")
              + " is not within its dictionary of 0 values");
    }
  }

  @Test
  void everyHalfFloatIsWidenedAsArrowItselfDoes() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      int expected = Float.floatToIntBits(Float16.toFloat((short) bits));
      assertThat(Float.floatToIntBits(FloatValues.half((short) bits)))
          .describedAs("bits %x", bits)
          .isEqualTo(expected);
    }
  }
}
