package org.hybridrec.core.file;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hybridrec.core.file.ModelFormatException.Kind;

/*
 * Reads a file front to back, once. Everything the header claims is proved against the file's true
 * length before the first tensor is allocated, so what is allocated is never more than the file has
 * bytes. NaN is looked for after the digest, so that damage is reported as damage.
 */
final class TensorFileReader {

  /** The JDK copies a read through as much memory outside of the heap as one read asks for. */
  private static final int CHUNK_BYTES = 1 << 16;

  private final DigestInputStream in;
  private final long length;
  private final Origin origin;

  private TensorFileReader(InputStream in, long length, Origin origin) {
    this.in = new DigestInputStream(in, Sha256.start());
    this.length = length;
    this.origin = origin;
  }

  /** Reads a content of that many bytes. */
  static TensorFile read(InputStream in, long length, Origin origin) throws IOException {
    try {
      return new TensorFileReader(in, length, origin).read();
    } catch (EOFException e) {
      throw origin.refuse(
          Kind.TRUNCATED, "the file became shorter while it was read; read it again");
    }
  }

  private TensorFile read() throws IOException {
    int headerLength = headerLength();
    Header header = HeaderReader.read(new Section(in, headerLength), origin);
    List<DType> dtypes = new ArrayList<>();
    long dataLength = check(header.entries(), dtypes);
    checkLength(HeaderWriter.LENGTH_BYTES + headerLength + dataLength);
    int last = dtypes.size() - 1;
    List<Tensor> tensors = new ArrayList<>();
    for (int i = 0; i < last; i++) {
      tensors.add(tensor(header.entries().get(i), dtypes.get(i)));
    }
    checkDigest();
    tensors.forEach(tensor -> tensor.checkFinite(origin));
    return new TensorFile(origin, header.metadata(), tensors);
  }

  private int headerLength() throws IOException {
    if (length < HeaderWriter.LENGTH_BYTES) {
      throw truncated("at least " + HeaderWriter.LENGTH_BYTES);
    }
    long headerLength =
        ByteBuffer.wrap(bytes(HeaderWriter.LENGTH_BYTES)).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (headerLength <= 0
        || headerLength > Limits.HEADER_BYTES
        || headerLength % HeaderWriter.PADDING != 0) {
      throw origin.refuse(
          Kind.HEADER_LENGTH,
          "is this a model file? The header's length must be a multiple of %d from %d to %s, was %s"
              .formatted(
                  HeaderWriter.PADDING,
                  HeaderWriter.PADDING,
                  Limits.print(Limits.HEADER_BYTES),
                  Long.toUnsignedString(headerLength)));
    }
    if (headerLength > length - HeaderWriter.LENGTH_BYTES) {
      throw truncated(Limits.print(HeaderWriter.LENGTH_BYTES + headerLength));
    }
    return (int) headerLength;
  }

  /** Checks all tensors, adds their types, and returns the number of their bytes. */
  private long check(List<Header.Entry> entries, List<DType> dtypes) {
    long end = 0;
    for (Header.Entry entry : entries) {
      DType dtype = dtype(entry);
      checkShape(entry, dtype);
      checkPlace(entry, dtype, end);
      dtypes.add(dtype);
      end = entry.end();
    }
    checkDigestEntry(entries, dtypes);
    return end;
  }

  private DType dtype(Header.Entry entry) {
    for (DType dtype : DType.values()) {
      if (dtype.name().equals(entry.dtype())) {
        return dtype;
      }
    }
    throw refuse(
        Kind.DTYPE,
        entry,
        "dtype must be one of %s, was %s; save the file again"
            .formatted(Arrays.toString(DType.values()), Printed.of(entry.dtype())));
  }

  private void checkShape(Header.Entry entry, DType dtype) {
    long bytes;
    try {
      bytes = Limits.byteCount(dtype, entry.shape());
    } catch (ArithmeticException e) {
      throw refuse(Kind.SHAPE, entry, e.getMessage() + "; save the file again");
    }
    if (entry.begin() < 0 || entry.end() < entry.begin()) {
      throw refuse(
          Kind.LAYOUT,
          entry,
          "data_offsets must be ascending from 0 on, were [%d, %d]; save the file again"
              .formatted(entry.begin(), entry.end()));
    }
    if (entry.end() - entry.begin() != bytes) {
      throw refuse(
          Kind.SHAPE,
          entry,
          "shape %s of %s takes %s bytes, data_offsets give %s; save the file again"
              .formatted(
                  Limits.print(entry.shape()),
                  dtype,
                  Limits.print(bytes),
                  Limits.print(entry.end() - entry.begin())));
    }
  }

  private void checkPlace(Header.Entry entry, DType dtype, long endBefore) {
    if (entry.begin() != endBefore) {
      throw refuse(
          Kind.LAYOUT,
          entry,
          "must begin at byte %d, where the tensor before it ends, begins at %d; save the file again"
              .formatted(endBefore, entry.begin()));
    }
    if (entry.begin() % dtype.byteCount() != 0) {
      throw refuse(
          Kind.LAYOUT,
          entry,
          "must begin at a multiple of %d, begins at %d; save the file again"
              .formatted(dtype.byteCount(), entry.begin()));
    }
  }

  private void checkDigestEntry(List<Header.Entry> entries, List<DType> dtypes) {
    int last = entries.size() - 1;
    if (last < 0
        || !entries.get(last).name().equals(HeaderWriter.DIGEST)
        || dtypes.get(last) != DType.U8
        || !Arrays.equals(entries.get(last).shape(), new long[] {HeaderWriter.DIGEST_BYTES})) {
      throw origin.refuse(
          Kind.DIGEST_MISSING,
          "the last tensor must be 'sha256' of dtype U8 and shape [32], %s; save the file with this library"
              .formatted(last < 0 ? "is not there" : "is " + Printed.of(entries.get(last).name())));
    }
  }

  private void checkLength(long expected) {
    if (length < expected) {
      throw truncated(Limits.print(expected));
    }
    if (length > expected) {
      throw origin.refuse(
          Kind.TRAILING_BYTES,
          "the header gives %s bytes, the file has %s; copy the file again"
              .formatted(Limits.print(expected), Limits.print(length)));
    }
  }

  private void checkDigest() throws IOException {
    byte[] expected = in.getMessageDigest().digest();
    in.on(false);
    byte[] found = bytes(HeaderWriter.DIGEST_BYTES);
    if (in.read() >= 0) {
      throw origin.refuse(
          Kind.TRAILING_BYTES, "the file became longer while it was read; read it again");
    }
    if (!MessageDigest.isEqual(expected, found)) {
      throw origin.refuse(
          Kind.DIGEST,
          "the file is damaged: its bytes have the SHA-256 %s, it was saved with %s; copy the file again"
              .formatted(Sha256.hex(expected), Sha256.hex(found)));
    }
  }

  private Tensor tensor(Header.Entry entry, DType dtype) throws IOException {
    int[] shape = Arrays.stream(entry.shape()).mapToInt(Math::toIntExact).toArray();
    return new Tensor(entry.name(), dtype, shape, bytes((int) (entry.end() - entry.begin())));
  }

  private byte[] bytes(int count) throws IOException {
    byte[] bytes = new byte[count];
    for (int begin = 0; begin < count; begin += CHUNK_BYTES) {
      int chunk = Math.min(CHUNK_BYTES, count - begin);
      if (in.readNBytes(bytes, begin, chunk) < chunk) {
        throw new EOFException();
      }
    }
    return bytes;
  }

  private ModelFormatException truncated(String expected) {
    return origin.refuse(
        Kind.TRUNCATED,
        "the file is cut off: it must have %s bytes, has %s; copy the file again"
            .formatted(expected, Limits.print(length)));
  }

  private ModelFormatException refuse(Kind kind, Header.Entry entry, String message) {
    return origin.refuse(kind, "tensor " + Printed.of(entry.name()) + ": " + message);
  }
}
