package org.hybridrec.features.arrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.flatbuffers.FlatBufferBuilder;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.ToIntFunction;
import org.apache.arrow.flatbuf.DictionaryEncoding;
import org.apache.arrow.flatbuf.Endianness;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.Schema;
import org.apache.arrow.flatbuf.Struct_;
import org.apache.arrow.flatbuf.Type;
import org.apache.arrow.flatbuf.Utf8;
import org.junit.jupiter.api.Test;

class FieldReaderTest {

  private static List<ArrowField> read(short endianness, ToIntFunction<FlatBufferBuilder> fields) {
    FlatBufferBuilder builder = new FlatBufferBuilder();
    int vector = fields.applyAsInt(builder);
    builder.finish(Schema.createSchema(builder, endianness, vector, 0, 0));
    ByteBuffer bytes = ByteBuffer.wrap(builder.sizedByteArray());
    return FieldReader.read(Schema.getRootAsSchema(bytes), MetadataVersion.V5);
  }

  private static int field(
      FlatBufferBuilder builder, byte typeType, int type, int encoding, int... children) {
    int name = builder.createString("f\u202e");
    int vector = Field.createChildrenVector(builder, children);
    return Field.createField(builder, name, true, typeType, type, encoding, vector, 0);
  }

  private static int integer(FlatBufferBuilder builder, int bits, int encoding) {
    return field(builder, Type.Int, Int.createInt(builder, bits, true), encoding);
  }

  private static int encoding(FlatBufferBuilder builder, long id) {
    return DictionaryEncoding.createDictionaryEncoding(builder, id, 0, false, (short) 0);
  }

  private static int fields(FlatBufferBuilder builder, int... fields) {
    return Schema.createFieldsVector(builder, fields);
  }

  @Test
  void bigEndianDataIsRefused() {
    assertThatThrownBy(() -> read(Endianness.Big, b -> fields(b)))
        .isInstanceOf(MalformedArrowException.class)
        .hasMessage("it is big-endian; write it little-endian");
  }

  @Test
  void anIndexTypeThatIsNotSaidIsInt32() {
    assertThat(read(Endianness.Little, b -> fields(b, integer(b, 64, encoding(b, 9)))))
        .singleElement()
        .extracting(ArrowField::dictionary)
        .isEqualTo(new ArrowField.Encoding(9, DataType.integer(32, true)));
  }

  @Test
  void integersOfOddWidthAreRefused() {
    assertThatThrownBy(() -> read(Endianness.Little, b -> fields(b, integer(b, 24, 0))))
        .isInstanceOf(MalformedArrowException.class)
        .hasMessage("an integer type has 24 bits");
  }

  @Test
  void aTypeThatIsUnknownHereIsNamedWithItsColumn() {
    assertThatThrownBy(
            () ->
                read(
                    Endianness.Little,
                    b -> fields(b, field(b, (byte) 99, Int.createInt(b, 8, true), 0))))
        .isInstanceOf(MalformedArrowException.class)
        .hasMessage("column 'f\\u202e' has Arrow type number 99, which is unknown here");
  }

  @Test
  void oneDictionaryOfTwoTypesIsRefused() {
    assertThatThrownBy(
            () ->
                read(
                    Endianness.Little,
                    b -> {
                      int first = integer(b, 32, encoding(b, 1));
                      Utf8.startUtf8(b);
                      int second = field(b, Type.Utf8, Utf8.endUtf8(b), encoding(b, 1));
                      return fields(b, first, second);
                    }))
        .isInstanceOf(MalformedArrowException.class)
        .hasMessage("dictionary 1 is of two types");
  }

  @Test
  void fieldsNestedTooDeepAreRefused() {
    assertThatThrownBy(
            () ->
                read(
                    Endianness.Little,
                    b -> {
                      int field = integer(b, 32, 0);
                      for (int depth = 0; depth < 40; depth++) {
                        Struct_.startStruct_(b);
                        field = field(b, Type.Struct_, Struct_.endStruct_(b), 0, field);
                      }
                      return fields(b, field);
                    }))
        .isInstanceOf(MalformedArrowException.class)
        .hasMessage("its schema has too many or too deep fields");
  }

  @Test
  void fieldsThatShareTheirChildrenAreCountedAsOftenAsTheyAreReached() {
    assertThatThrownBy(
            () ->
                read(
                    Endianness.Little,
                    b -> {
                      int field = integer(b, 32, 0);
                      for (int depth = 0; depth < 30; depth++) {
                        Struct_.startStruct_(b);
                        field = field(b, Type.Struct_, Struct_.endStruct_(b), 0, field, field);
                      }
                      return fields(b, field);
                    }))
        .describedAs("2 to the 30th fields in some 2,000 bytes")
        .isInstanceOf(MalformedArrowException.class)
        .hasMessage("its schema has too many or too deep fields");
  }
}
