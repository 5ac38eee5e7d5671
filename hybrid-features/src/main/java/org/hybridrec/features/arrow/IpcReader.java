package org.hybridrec.features.arrow;

import static org.hybridrec.features.arrow.MalformedArrowException.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.flatbuf.DictionaryBatch;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.RecordBatch;
import org.hybridrec.features.source.InvalidDataException;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceField;
import org.hybridrec.features.source.SourceReader;
import org.jspecify.annotations.Nullable;

/**
 * One pass over the messages of a file. Record batches share one array, which grows to the largest;
 * a dictionary keeps an array of its own until another takes its place.
 */
final class IpcReader implements SourceReader {

  private final String name;
  private final FrameReader frames;
  private final List<ArrowField> fields;
  private final int expectedBatches;
  private final Map<Long, JoinedValues> dictionaries = new HashMap<>();
  private final ColumnReader columns;
  private final List<TextNumbers> numbers;
  private byte[] body = new byte[0];
  private int batch;
  private long row;
  private @Nullable RuntimeException failure;

  IpcReader(String name, FrameReader frames, List<ArrowField> fields, int expectedBatches) {
    this.name = name;
    this.frames = frames;
    this.fields = fields;
    this.expectedBatches = expectedBatches;
    this.numbers = fields.stream().map(field -> new TextNumbers()).toList();
    this.columns =
        new ColumnReader(id -> dictionaries.computeIfAbsent(id, unknown -> new JoinedValues()));
  }

  List<ArrowField> fields() {
    return fields;
  }

  @Override
  public @Nullable SourceBatch next() {
    if (failure != null) {
      throw failure;
    }
    try {
      return read();
    } catch (IOException e) {
      failure = new UncheckedIOException(location().ofBatch() + ": " + e.getMessage(), e);
    } catch (MalformedArrowException e) {
      failure = new InvalidDataException(location().ofBatch() + ": " + e.getMessage(), e);
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      failure = new InvalidDataException(location().ofBatch() + ": its head is damaged", e);
    }
    throw failure;
  }

  private @Nullable SourceBatch read() throws IOException {
    for (Frame frame = frames.next(); frame != null; frame = frames.next()) {
      byte type = frame.message().headerType();
      if (type == MessageHeader.DictionaryBatch) {
        readDictionary(frame);
      } else {
        check(type == MessageHeader.RecordBatch, "a message of type %d stands there", type);
        SourceBatch rows = readRows(frame);
        batch++;
        row += rows.rowCount();
        if (rows.rowCount() > 0) {
          return rows;
        }
      }
    }
    checkEnd();
    return null;
  }

  private void checkEnd() {
    if (expectedBatches >= 0) {
      check(
          batch == expectedBatches,
          "the footer lists %d batches and %d are there",
          expectedBatches,
          batch);
    } else {
      check(frames.left() == 0, "%d bytes follow the end of the stream", frames.left());
    }
  }

  private ArrowBatch readRows(Frame frame) throws IOException {
    if (body.length < frame.bodyLength()) {
      body = new byte[frame.bodyLength()];
    }
    frames.readBody(frame, body);
    RecordBatch head = (RecordBatch) frame.message().header(new RecordBatch());
    check(head != null, "it has no head");
    List<ArrowArray> arrays = BodyReader.read(fields, head, body, frame.bodyLength());
    List<ArrowColumn> read = new ArrayList<>();
    for (int i = 0; i < arrays.size(); i++) {
      SourceField field = arrays.get(i).field().toSourceField();
      if (field != null) {
        read.add(columns.column(field, arrays.get(i), numbers.get(i), location()));
      }
    }
    return new ArrowBatch((int) head.length(), read, location());
  }

  private void readDictionary(Frame frame) throws IOException {
    DictionaryBatch head = (DictionaryBatch) frame.message().header(new DictionaryBatch());
    check(head != null && head.data() != null, "a dictionary has no head");
    ArrowField field = dictionaryField(fields, head.id());
    if (field == null || !field.isScalar()) {
      frames.skipBody(frame);
      return;
    }
    byte[] own = new byte[frame.bodyLength()];
    frames.readBody(frame, own);
    ArrowArray array = BodyReader.read(List.of(field), head.data(), own, own.length).get(0);
    if (!head.isDelta()) {
      dictionaries.remove(head.id());
    }
    dictionaries
        .computeIfAbsent(head.id(), id -> new JoinedValues())
        .append(ColumnReader.dictionary(array));
  }

  /** Finds the values of a dictionary in the schema, or null. */
  private static @Nullable ArrowField dictionaryField(List<ArrowField> fields, long id) {
    for (ArrowField field : fields) {
      if (field.dictionary() != null && field.dictionary().id() == id) {
        return field.decoded();
      }
      ArrowField within = dictionaryField(field.children(), id);
      if (within != null) {
        return within;
      }
    }
    return null;
  }

  private Location location() {
    return new Location(name, batch, row);
  }

  @Override
  public void close() {
    failure = new IllegalStateException("the reader of " + name + " is closed");
    body = new byte[0];
    dictionaries.clear();
    try {
      frames.close();
    } catch (IOException e) {
      throw new UncheckedIOException(name + ": " + e.getMessage(), e);
    }
  }
}
