package org.hybridrec.features.arrow;

import static org.hybridrec.features.arrow.MalformedArrowException.check;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.CompressionType;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.RecordBatch;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the body of a record batch into arrays. The batch lists a length and a null count for every
 * field and the place of every buffer, fields before their children.
 */
final class BodyReader {

  private final RecordBatch batch;
  private final byte[] body;
  private final int bodyLength;
  private int node;
  private int buffer;
  private int viewCount;

  private BodyReader(RecordBatch batch, byte[] body, int bodyLength) {
    this.batch = batch;
    this.body = body;
    this.bodyLength = bodyLength;
  }

  /** Returns one array a field, all of the batch's length. */
  static List<ArrowArray> read(
      List<ArrowField> fields, RecordBatch batch, byte[] body, int bodyLength) {
    checkUncompressed(batch);
    check(
        batch.length() >= 0 && batch.length() <= Integer.MAX_VALUE,
        "it has %d rows",
        batch.length());
    BodyReader reader = new BodyReader(batch, body, bodyLength);
    List<ArrowArray> arrays = new ArrayList<>();
    for (ArrowField field : fields) {
      ArrowArray array = reader.array(field);
      check(
          array.length() == batch.length(),
          "a column has %d values where the batch has %d rows",
          array.length(),
          batch.length());
      arrays.add(array);
    }
    return arrays;
  }

  private static void checkUncompressed(RecordBatch batch) {
    if (batch.compression() != null) {
      throw new MalformedArrowException(
          String.format(
              "it is compressed with %s; write it without compression"
                  + " (pyarrow: ipc.IpcWriteOptions(compression=None))",
              batch.compression().codec() == CompressionType.ZSTD ? "zstd" : "lz4"));
    }
  }

  private ArrowArray array(ArrowField field) {
    FieldNode head = batch.nodes(next(node++, batch.nodesLength(), "fields"));
    long length = head.length();
    check(length >= 0 && length <= Integer.MAX_VALUE, "a field has %d values", length);
    boolean encoded = field.dictionary() != null;
    int count = encoded ? 2 : field.type().bufferCount() + views(field);
    Bytes validity = count > 0 ? validity(head, buffer()) : null;
    List<Bytes> buffers = new ArrayList<>();
    for (int i = 1; i < count; i++) {
      buffers.add(buffer());
    }
    List<ArrowArray> children = new ArrayList<>();
    for (ArrowField child : encoded ? List.<ArrowField>of() : field.children()) {
      children.add(array(child));
    }
    return new ArrowArray(field, length, validity, buffers, children);
  }

  /** Without nulls the bitmap may be left out, and counts for nothing if it is there. */
  private static @Nullable Bytes validity(FieldNode head, Bytes bits) {
    return head.nullCount() == 0 ? null : bits;
  }

  private int views(ArrowField field) {
    if (!field.views()) {
      return 0;
    }
    int number = next(viewCount++, batch.variadicBufferCountsLength(), "view buffer counts");
    long count = batch.variadicBufferCounts(number);
    check(count >= 0 && count <= batch.buffersLength(), "a field has %d view buffers", count);
    return (int) count;
  }

  private Bytes buffer() {
    Buffer place = batch.buffers(next(buffer++, batch.buffersLength(), "buffers"));
    long offset = place.offset();
    long length = place.length();
    check(
        offset >= 0 && length >= 0 && offset <= bodyLength - length,
        "a buffer of %d bytes at %d is outside the body of %d bytes",
        length,
        offset,
        bodyLength);
    return new HeapBytes(body, (int) offset, (int) length);
  }

  private static int next(int number, int count, String what) {
    check(number < count, "it has only %d %s", count, what);
    return number;
  }
}
