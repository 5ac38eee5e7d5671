package org.hybridrec.features.arrow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.List;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceField;
import org.hybridrec.features.source.SourceReader;
import org.hybridrec.features.source.ValueType;
import org.jspecify.annotations.Nullable;

/** Writes a source as an IPC stream: schema, dictionaries, a record batch for each batch, end. */
final class StreamWriter {

  private static final int CONTINUATION = -1;

  private final WritableByteChannel out;
  private final ExampleSource source;
  private final List<SourceField> fields;
  private final List<@Nullable WrittenDictionary> dictionaries;

  StreamWriter(
      WritableByteChannel out,
      ExampleSource source,
      List<? extends @Nullable WrittenDictionary> dictionaries) {
    this.out = out;
    this.source = source;
    this.fields = source.schema().fields();
    this.dictionaries = new ArrayList<>(dictionaries);
  }

  void write() throws IOException {
    writeMessage(Messages.schema(fields, dictionaries), List.of());
    for (WrittenDictionary dictionary : dictionaries) {
      if (dictionary != null) {
        writeDictionary(dictionary);
      }
    }
    writeRows();
    writeInts(CONTINUATION, 0);
  }

  private void writeDictionary(WrittenDictionary dictionary) throws IOException {
    ArrayWriter writer = new ArrayWriter(new SourceField("", ValueType.TEXT, false), null);
    writer.write(dictionary.texts());
    List<ByteSink> buffers = writer.buffers();
    writeMessage(
        Messages.dictionary(dictionary.id(), writer.nodes(), buffers, bodyLength(buffers)),
        buffers);
  }

  private void writeRows() throws IOException {
    List<ArrayWriter> writers = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      writers.add(new ArrayWriter(fields.get(i), dictionaries.get(i)));
    }
    try (SourceReader reader = source.open()) {
      for (SourceBatch batch = reader.next(); batch != null; batch = reader.next()) {
        writeBatch(batch, writers);
      }
    }
  }

  private void writeBatch(SourceBatch batch, List<ArrayWriter> writers) throws IOException {
    List<ArrayWriter.Node> nodes = new ArrayList<>();
    List<ByteSink> buffers = new ArrayList<>();
    for (int i = 0; i < writers.size(); i++) {
      writers.get(i).write(batch, i);
      nodes.addAll(writers.get(i).nodes());
      buffers.addAll(writers.get(i).buffers());
    }
    writeMessage(Messages.rows(batch.rowCount(), nodes, buffers, bodyLength(buffers)), buffers);
  }

  private static long bodyLength(List<ByteSink> buffers) {
    return buffers.stream().mapToLong(b -> Messages.padded(b.size())).sum();
  }

  private void writeMessage(ByteBuffer head, List<ByteSink> body) throws IOException {
    int length = head.remaining();
    int padded = (int) Messages.padded(length);
    writeInts(CONTINUATION, padded);
    writeAll(head);
    writeAll(ByteBuffer.allocate(padded - length));
    for (ByteSink buffer : body) {
      buffer.writeTo(out);
      writeAll(ByteBuffer.allocate((int) (Messages.padded(buffer.size()) - buffer.size())));
    }
  }

  private void writeInts(int first, int second) throws IOException {
    ByteBuffer ints = ByteBuffer.allocate(2 * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    writeAll(ints.putInt(first).putInt(second).flip());
  }

  private void writeAll(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }
}
