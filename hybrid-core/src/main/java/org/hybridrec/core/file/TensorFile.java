package org.hybridrec.core.file;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hybridrec.core.file.ModelFormatException.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The content of a model file: tensors by name and texts by key. Immutable and thread-safe; arrays
 * come out as copies.
 *
 * <p>On disk it has the safetensors layout, readable by Python's stock {@code safetensors}: an
 * 8-byte length, a JSON header, the numbers little-endian and row-major without holes. The last
 * tensor is the SHA-256 of every byte before it. Equal contents give equal bytes. Reading checks
 * every rule of {@code docs/model-file.md} and allocates no more than about twice the file's size.
 *
 * <pre>{@code
 * TensorFile.builder().floats("w", weights, rows, columns).json("recipe", tree).build().write(path);
 * float[] same = TensorFile.read(path).floats("w");
 * }</pre>
 */
public final class TensorFile {

  private final Origin origin;
  private final SortedMap<String, String> metadata;
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();

  TensorFile(Origin origin, SortedMap<String, String> metadata, List<Tensor> tensors) {
    this.origin = origin;
    this.metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
    tensors.forEach(tensor -> this.tensors.put(tensor.name(), tensor));
  }

  /** Returns a builder of a new content. */
  public static TensorFileBuilder builder() {
    return new TensorFileBuilder();
  }

  /**
   * Reads and checks a file.
   *
   * @throws ModelFormatException if the file breaks a rule of the format
   * @throws UncheckedIOException if the file cannot be read
   */
  public static TensorFile read(Path path) {
    Origin origin = Origin.of(path);
    try {
      if (Files.exists(path) && !Files.isRegularFile(path)) {
        throw new IOException("not a regular file");
      }
      try (InputStream in = Files.newInputStream(path)) {
        return TensorFileReader.read(in, Files.size(path), origin);
      }
    } catch (NoSuchFileException e) {
      throw origin.failed("there is no such file", e);
    } catch (IOException e) {
      throw origin.failed("cannot be read", e);
    }
  }

  /**
   * Reads and checks a file that is in memory.
   *
   * @throws ModelFormatException if the bytes break a rule of the format
   */
  public static TensorFile of(byte[] bytes) {
    try {
      return TensorFileReader.read(new ByteArrayInputStream(bytes), bytes.length, Origin.MEMORY);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes the file, all or nothing: into a temporary file in the same folder, forced to disk, then
   * moved into place in one step, then the folder forced to disk. A file that was there stays as it
   * was until the new one is whole. A symbolic link is replaced, not followed.
   *
   * @throws UncheckedIOException if writing fails
   */
  public void write(Path path) {
    try {
      AtomicFile.write(path, this::write);
    } catch (NoSuchFileException e) {
      throw Origin.of(path)
          .failed("cannot be saved: its folder does not exist; create it first", e);
    } catch (IOException e) {
      throw Origin.of(path).failed("cannot be saved", e);
    }
  }

  /**
   * Writes the file's bytes to a stream, which stays open.
   *
   * @throws IOException if the stream throws it
   */
  public void write(OutputStream out) throws IOException {
    out.write(writeAllButDigest(out));
  }

  private byte[] writeAllButDigest(OutputStream out) throws IOException {
    DigestOutputStream digested = new DigestOutputStream(out, Sha256.start());
    digested.write(header());
    for (Tensor tensor : tensors.values()) {
      digested.write(tensor.bytes());
    }
    return digested.getMessageDigest().digest();
  }

  /**
   * Returns the file's bytes.
   *
   * @throws IllegalStateException if they are too many for one array
   */
  public byte[] toBytes() {
    if (byteCount() > Limits.TENSOR_BYTES) {
      throw new IllegalStateException(
          "%s: %s bytes are too many for one array, write to a path or stream"
              .formatted(origin.name(), Limits.print(byteCount())));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream((int) byteCount());
    try {
      write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Returns the size of the file in bytes. */
  public long byteCount() {
    long bytes = (long) header().length + HeaderWriter.DIGEST_BYTES;
    for (Tensor tensor : tensors.values()) {
      bytes += tensor.bytes().length;
    }
    return bytes;
  }

  /** Returns the SHA-256 that stands at the end of the file, in hexadecimal digits. */
  public String sha256() {
    try {
      return Sha256.hex(writeAllButDigest(OutputStream.nullOutputStream()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the texts by key in ascending order, without the format's own name and version. */
  public SortedMap<String, String> metadata() {
    return metadata;
  }

  /**
   * Returns the text of a key.
   *
   * @throws ModelFormatException if there is none
   */
  public String text(String key) {
    String text = metadata.get(key);
    if (text == null) {
      throw origin.refuse(
          Kind.ABSENT,
          "text %s is not there; give a file of the expected kind".formatted(Printed.of(key)));
    }
    return text;
  }

  /**
   * Returns the text of a key, read as JSON.
   *
   * @return what {@link Json#read} returns
   * @throws ModelFormatException if there is no such text or it is not JSON
   */
  public @Nullable Object json(String key) {
    try {
      return Json.read(text(key));
    } catch (JsonException e) {
      throw origin.refuse(
          Kind.CONTENT,
          "text %s: %s; save the file again".formatted(Printed.of(key), e.getMessage()));
    }
  }

  /** Returns the names of the tensors in the order of the file, without the digest. */
  public List<String> names() {
    return List.copyOf(tensors.keySet());
  }

  /** Returns whether there is a tensor of that name. */
  public boolean contains(String name) {
    return tensors.containsKey(name);
  }

  /**
   * Returns the type of a tensor's numbers.
   *
   * @throws ModelFormatException if there is no such tensor
   */
  public DType dtype(String name) {
    return tensor(name).dtype();
  }

  /**
   * Returns the sizes of a tensor, the last running fastest.
   *
   * @throws ModelFormatException if there is no such tensor
   */
  public int[] shape(String name) {
    return tensor(name).shape().clone();
  }

  /**
   * Refuses a tensor of another shape, before its numbers are used.
   *
   * @throws ModelFormatException if there is no such tensor or its shape is another
   */
  public void checkShape(String name, int... expected) {
    int[] shape = tensor(name).shape();
    if (!Arrays.equals(shape, expected)) {
      throw origin.refuse(
          Kind.CONTENT,
          "tensor %s: shape must be %s, was %s; the file does not fit its own description, save it again"
              .formatted(Printed.of(name), Arrays.toString(expected), Arrays.toString(shape)));
    }
  }

  /**
   * Returns the numbers of an F32 tensor, all of them finite.
   *
   * @throws ModelFormatException if there is no such tensor of that type
   */
  public float[] floats(String name) {
    Tensor tensor = tensor(name, DType.F32);
    float[] values = new float[tensor.elementCount()];
    tensor.buffer().asFloatBuffer().get(values);
    return values;
  }

  /**
   * Returns the numbers of an F64 tensor, all of them finite.
   *
   * @throws ModelFormatException if there is no such tensor of that type
   */
  public double[] doubles(String name) {
    Tensor tensor = tensor(name, DType.F64);
    double[] values = new double[tensor.elementCount()];
    tensor.buffer().asDoubleBuffer().get(values);
    return values;
  }

  /**
   * Returns the numbers of an I32 tensor.
   *
   * @throws ModelFormatException if there is no such tensor of that type
   */
  public int[] ints(String name) {
    Tensor tensor = tensor(name, DType.I32);
    int[] values = new int[tensor.elementCount()];
    tensor.buffer().asIntBuffer().get(values);
    return values;
  }

  /**
   * Returns the numbers of an I64 tensor.
   *
   * @throws ModelFormatException if there is no such tensor of that type
   */
  public long[] longs(String name) {
    Tensor tensor = tensor(name, DType.I64);
    long[] values = new long[tensor.elementCount()];
    tensor.buffer().asLongBuffer().get(values);
    return values;
  }

  /**
   * Returns the numbers of a U8 tensor.
   *
   * @throws ModelFormatException if there is no such tensor of that type
   */
  public byte[] bytes(String name) {
    return tensor(name, DType.U8).bytes().clone();
  }

  /**
   * Returns a list of strings that {@link TensorFileBuilder#strings} has put there.
   *
   * @throws ModelFormatException if its two tensors are not there or hold no strings
   */
  public List<String> strings(String name) {
    return StringTensors.read(
        name,
        ints(name + StringTensors.OFFSETS),
        tensor(name + StringTensors.UTF8, DType.U8),
        origin);
  }

  private Tensor tensor(String name, DType dtype) {
    Tensor tensor = tensor(name);
    if (tensor.dtype() != dtype) {
      throw origin.refuse(
          Kind.CONTENT,
          "tensor %s: dtype must be %s, was %s; the file does not fit its own description, save it again"
              .formatted(Printed.of(name), dtype, tensor.dtype()));
    }
    return tensor;
  }

  private Tensor tensor(String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw origin.refuse(
          Kind.ABSENT,
          "tensor %s is not there; give a file of the expected kind".formatted(Printed.of(name)));
    }
    return tensor;
  }

  private byte[] header() {
    return HeaderWriter.write(metadata, new ArrayList<>(tensors.values()));
  }
}
