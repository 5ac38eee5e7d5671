package org.hybridrec.features.arrow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryEncoder;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.ipc.ReadChannel;
import org.apache.arrow.vector.ipc.WriteChannel;
import org.apache.arrow.vector.ipc.message.ArrowDictionaryBatch;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.ipc.message.MessageChannelReader;
import org.apache.arrow.vector.ipc.message.MessageSerializer;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.arrow.vector.util.DictionaryUtility;

/**
 * Arrow's own reader and writer of streams, as an oracle. Two methods of its channels go through
 * {@code nioBuffer}, which needs a JVM flag; here they copy instead.
 */
final class ArrowJava {

  private ArrowJava() {}

  /** Writes the root's rows once as one batch for each call of {@link #batch}. */
  static final class Writer implements AutoCloseable {

    private final VectorSchemaRoot root;
    private final DictionaryProvider dictionaries;
    private final WriteChannel out;
    private final Set<Long> ids = new TreeSet<>();

    Writer(Path file, VectorSchemaRoot root, DictionaryProvider dictionaries) throws IOException {
      this.root = root;
      this.dictionaries = dictionaries;
      this.out = new CopyingWriteChannel(file);
      List<Field> fields = new ArrayList<>();
      for (Field field : root.getSchema().getFields()) {
        fields.add(DictionaryUtility.toMessageFormat(field, dictionaries, ids));
      }
      MessageSerializer.serialize(out, new Schema(fields));
    }

    void dictionaries() throws IOException {
      for (long id : ids) {
        FieldVector vector = dictionaries.lookup(id).getVector();
        VectorSchemaRoot alone =
            new VectorSchemaRoot(
                List.of(vector.getField()), List.of(vector), vector.getValueCount());
        ArrowRecordBatch data = new VectorUnloader(alone).getRecordBatch();
        try (ArrowDictionaryBatch batch = new ArrowDictionaryBatch(id, data, false)) {
          MessageSerializer.serialize(out, batch);
        }
      }
    }

    void batch() throws IOException {
      try (ArrowRecordBatch batch = new VectorUnloader(root).getRecordBatch()) {
        MessageSerializer.serialize(out, batch);
      }
    }

    @Override
    public void close() throws IOException {
      out.writeIntLittleEndian(MessageSerializer.IPC_CONTINUATION_TOKEN);
      out.writeIntLittleEndian(0);
      out.close();
    }
  }

  /** Reads a whole stream with Arrow's reader, dictionaries resolved. */
  static Map<String, List<Object>> read(Path file, BufferAllocator allocator) throws IOException {
    Map<String, List<Object>> columns = new LinkedHashMap<>();
    ReadChannel channel = new CopyingReadChannel(file);
    try (ArrowStreamReader reader =
        new ArrowStreamReader(new MessageChannelReader(channel, allocator), allocator)) {
      for (FieldVector vector : reader.getVectorSchemaRoot().getFieldVectors()) {
        columns.put(vector.getName(), new ArrayList<>());
      }
      while (reader.loadNextBatch()) {
        for (FieldVector vector : reader.getVectorSchemaRoot().getFieldVectors()) {
          columns.get(vector.getName()).addAll(values(vector, reader));
        }
      }
    }
    return columns;
  }

  private static List<Object> values(FieldVector vector, DictionaryProvider dictionaries) {
    List<Object> values = new ArrayList<>();
    if (vector.getField().getDictionary() == null) {
      add(vector, values);
      return values;
    }
    Dictionary dictionary = dictionaries.lookup(vector.getField().getDictionary().getId());
    try (ValueVector decoded = DictionaryEncoder.decode(vector, dictionary)) {
      add(decoded, values);
    }
    return values;
  }

  private static void add(ValueVector vector, List<Object> values) {
    for (int i = 0; i < vector.getValueCount(); i++) {
      values.add(plain(vector.getObject(i)));
    }
  }

  private static Object plain(Object value) {
    if (value instanceof List<?> list) {
      List<Object> plain = new ArrayList<>();
      list.forEach(element -> plain.add(plain(element)));
      return plain;
    }
    return value instanceof org.apache.arrow.vector.util.Text text ? text.toString() : value;
  }

  private static final class CopyingWriteChannel extends WriteChannel {

    CopyingWriteChannel(Path file) throws IOException {
      super(Channels.newChannel(Files.newOutputStream(file)));
    }

    @Override
    public void write(ArrowBuf buffer) throws IOException {
      byte[] bytes = new byte[Math.toIntExact(buffer.readableBytes())];
      buffer.getBytes(buffer.readerIndex(), bytes);
      write(bytes);
    }
  }

  private static final class CopyingReadChannel extends ReadChannel {

    CopyingReadChannel(Path file) throws IOException {
      super(Channels.newChannel(Files.newInputStream(file)));
    }

    @Override
    public long readFully(ArrowBuf buffer, long length) throws IOException {
      ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(length));
      int read = readFully(bytes);
      buffer.setBytes(buffer.writerIndex(), bytes.array(), 0, read);
      buffer.writerIndex(buffer.writerIndex() + read);
      return read;
    }
  }
}
