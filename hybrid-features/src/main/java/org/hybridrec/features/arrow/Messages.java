package org.hybridrec.features.arrow;

import com.google.flatbuffers.FlatBufferBuilder;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.DictionaryBatch;
import org.apache.arrow.flatbuf.DictionaryEncoding;
import org.apache.arrow.flatbuf.DictionaryKind;
import org.apache.arrow.flatbuf.Endianness;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.Precision;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.flatbuf.Schema;
import org.apache.arrow.flatbuf.Type;
import org.apache.arrow.flatbuf.Utf8;
import org.hybridrec.features.source.SourceField;
import org.jspecify.annotations.Nullable;

/** Builds the heads of the messages that are written. */
final class Messages {

  private Messages() {}

  /** Builds the schema; of every field, {@code dictionaries} holds the dictionary or null. */
  static ByteBuffer schema(
      List<SourceField> fields, List<? extends @Nullable WrittenDictionary> dictionaries) {
    FlatBufferBuilder builder = new FlatBufferBuilder();
    int[] offsets = new int[fields.size()];
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = field(builder, fields.get(i), dictionaries.get(i));
    }
    int vector = Schema.createFieldsVector(builder, offsets);
    int schema = Schema.createSchema(builder, Endianness.Little, vector, 0, 0);
    return message(builder, MessageHeader.Schema, schema, 0);
  }

  static ByteBuffer rows(
      long length, List<ArrayWriter.Node> nodes, List<ByteSink> buffers, long bodyLength) {
    FlatBufferBuilder builder = new FlatBufferBuilder();
    int batch = batch(builder, length, nodes, buffers);
    return message(builder, MessageHeader.RecordBatch, batch, bodyLength);
  }

  static ByteBuffer dictionary(
      long id, List<ArrayWriter.Node> nodes, List<ByteSink> buffers, long bodyLength) {
    FlatBufferBuilder builder = new FlatBufferBuilder();
    int batch = batch(builder, nodes.get(0).length(), nodes, buffers);
    int dictionary = DictionaryBatch.createDictionaryBatch(builder, id, batch, false);
    return message(builder, MessageHeader.DictionaryBatch, dictionary, bodyLength);
  }

  /** Returns the length with the zeros that fill it up to a multiple of 8. */
  static long padded(long length) {
    return (length + 7) & ~7;
  }

  private static int batch(
      FlatBufferBuilder builder,
      long length,
      List<ArrayWriter.Node> nodes,
      List<ByteSink> buffers) {
    RecordBatch.startNodesVector(builder, nodes.size());
    for (int i = nodes.size() - 1; i >= 0; i--) {
      FieldNode.createFieldNode(builder, nodes.get(i).length(), nodes.get(i).nullCount());
    }
    int nodeVector = builder.endVector();
    long[] offsets = new long[buffers.size() + 1];
    for (int i = 0; i < buffers.size(); i++) {
      offsets[i + 1] = offsets[i] + padded(buffers.get(i).size());
    }
    RecordBatch.startBuffersVector(builder, buffers.size());
    for (int i = buffers.size() - 1; i >= 0; i--) {
      Buffer.createBuffer(builder, offsets[i], buffers.get(i).size());
    }
    int bufferVector = builder.endVector();
    return RecordBatch.createRecordBatch(builder, length, nodeVector, bufferVector, 0, 0);
  }

  private static int field(
      FlatBufferBuilder builder, SourceField field, @Nullable WrittenDictionary dictionary) {
    if (!field.list()) {
      return valueField(builder, field.name(), field, dictionary);
    }
    int element = valueField(builder, "item", field, dictionary);
    int children = Field.createChildrenVector(builder, new int[] {element});
    int name = builder.createString(field.name());
    org.apache.arrow.flatbuf.List.startList(builder);
    int list = org.apache.arrow.flatbuf.List.endList(builder);
    return Field.createField(builder, name, true, Type.List, list, 0, children, 0);
  }

  private static int valueField(
      FlatBufferBuilder builder,
      String name,
      SourceField field,
      @Nullable WrittenDictionary dictionary) {
    int nameOffset = builder.createString(name);
    int children = Field.createChildrenVector(builder, new int[0]);
    int encoding = dictionary == null ? 0 : encoding(builder, dictionary.id());
    byte kind =
        switch (field.type()) {
          case TEXT -> Type.Utf8;
          case INTEGER -> Type.Int;
          case NUMBER -> Type.FloatingPoint;
        };
    int type =
        switch (field.type()) {
          case TEXT -> utf8(builder);
          case INTEGER -> Int.createInt(builder, 64, true);
          case NUMBER -> FloatingPoint.createFloatingPoint(builder, Precision.DOUBLE);
        };
    return Field.createField(builder, nameOffset, true, kind, type, encoding, children, 0);
  }

  private static int utf8(FlatBufferBuilder builder) {
    Utf8.startUtf8(builder);
    return Utf8.endUtf8(builder);
  }

  private static int encoding(FlatBufferBuilder builder, long id) {
    int index = Int.createInt(builder, 32, true);
    return DictionaryEncoding.createDictionaryEncoding(
        builder, id, index, false, DictionaryKind.DenseArray);
  }

  private static ByteBuffer message(
      FlatBufferBuilder builder, byte type, int head, long bodyLength) {
    builder.finish(Message.createMessage(builder, MetadataVersion.V5, type, head, bodyLength, 0));
    return builder.dataBuffer();
  }
}
