package org.hybridrec.core.file;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Collects the content of a {@link TensorFile}. Mutable, for one thread. Arrays are copied. A
 * tensor given without a shape has one dimension. Names and keys may be any text but may stand once
 * only.
 *
 * <p>In the file, tensors of 8-byte numbers come first, then those of 4 bytes, then bytes, and
 * within each group in the order in which they were added: so every tensor is aligned without a
 * hole.
 */
public final class TensorFileBuilder {

  private final List<Tensor> tensors = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private final SortedMap<String, String> metadata = new TreeMap<>();

  TensorFileBuilder() {}

  /**
   * Adds an F32 tensor.
   *
   * @param name the tensor's name
   * @param values [product of the shape], row-major
   * @param shape the sizes, or nothing for one dimension
   * @throws ModelFormatException if a value is NaN or infinite
   * @throws IllegalArgumentException if the name is taken or not allowed, or the shape does not fit
   */
  public TensorFileBuilder floats(String name, float[] values, int... shape) {
    Tensor tensor = empty(name, DType.F32, values.length, shape);
    tensor.buffer().asFloatBuffer().put(values);
    return add(tensor);
  }

  /**
   * Adds an F64 tensor.
   *
   * @param name the tensor's name
   * @param values [product of the shape], row-major
   * @param shape the sizes, or nothing for one dimension
   * @throws ModelFormatException if a value is NaN or infinite
   * @throws IllegalArgumentException if the name is taken or not allowed, or the shape does not fit
   */
  public TensorFileBuilder doubles(String name, double[] values, int... shape) {
    Tensor tensor = empty(name, DType.F64, values.length, shape);
    tensor.buffer().asDoubleBuffer().put(values);
    return add(tensor);
  }

  /**
   * Adds an I32 tensor.
   *
   * @param name the tensor's name
   * @param values [product of the shape], row-major
   * @param shape the sizes, or nothing for one dimension
   * @throws IllegalArgumentException if the name is taken or not allowed, or the shape does not fit
   */
  public TensorFileBuilder ints(String name, int[] values, int... shape) {
    Tensor tensor = empty(name, DType.I32, values.length, shape);
    tensor.buffer().asIntBuffer().put(values);
    return add(tensor);
  }

  /**
   * Adds an I64 tensor.
   *
   * @param name the tensor's name
   * @param values [product of the shape], row-major
   * @param shape the sizes, or nothing for one dimension
   * @throws IllegalArgumentException if the name is taken or not allowed, or the shape does not fit
   */
  public TensorFileBuilder longs(String name, long[] values, int... shape) {
    Tensor tensor = empty(name, DType.I64, values.length, shape);
    tensor.buffer().asLongBuffer().put(values);
    return add(tensor);
  }

  /**
   * Adds a U8 tensor.
   *
   * @param name the tensor's name
   * @param values [product of the shape], row-major
   * @param shape the sizes, or nothing for one dimension
   * @throws IllegalArgumentException if the name is taken or not allowed, or the shape does not fit
   */
  public TensorFileBuilder bytes(String name, byte[] values, int... shape) {
    Tensor tensor = empty(name, DType.U8, values.length, shape);
    tensor.buffer().put(values);
    return add(tensor);
  }

  /**
   * Adds a list of strings, as the tensors {@code name.offsets} (I32 [strings + 1]) and {@code
   * name.utf8} (U8).
   *
   * @param name the start of the two names
   * @param strings any strings without unpaired surrogates
   * @throws IllegalArgumentException if the name is taken or not allowed, or a string is not
   *     allowed
   */
  public TensorFileBuilder strings(String name, List<String> strings) {
    ByteArrayOutputStream utf8 = new ByteArrayOutputStream();
    ints(name + StringTensors.OFFSETS, StringTensors.write(name, strings, utf8));
    return bytes(name + StringTensors.UTF8, utf8.toByteArray());
  }

  /**
   * Adds a text.
   *
   * @param key any key but the format's own {@code format} and {@code version}
   * @param text at most 1,000,000 characters; longer ones go into a tensor
   * @throws IllegalArgumentException if the key is taken, or key or text is not allowed
   */
  public TensorFileBuilder text(String key, String text) {
    String what = "text " + Printed.of(key);
    checkName(what, key);
    if (key.equals(HeaderWriter.FORMAT) || key.equals(HeaderWriter.VERSION)) {
      throw refuse(what, "the key is the format's own; choose another");
    }
    if (text.length() > Limits.TEXT_CHARS || Limits.isBroken(text)) {
      throw refuse(
          what,
          "must have at most %s characters and no unpaired surrogates; put long texts into tensors"
              .formatted(Limits.print(Limits.TEXT_CHARS)));
    }
    if (metadata.put(key, text) != null) {
      throw refuse(what, "must be given once, was given twice");
    }
    if (metadata.size() > Limits.TEXTS - 2) {
      throw refuse(what, "a file may hold " + (Limits.TEXTS - 2) + " texts");
    }
    return this;
  }

  /**
   * Adds a text that is JSON.
   *
   * @param key the text's key
   * @param tree what {@link Json#write} accepts
   * @throws IllegalArgumentException if the tree is no JSON, or key or text is not allowed
   */
  public TensorFileBuilder json(String key, @Nullable Object tree) {
    return text(key, Json.write(tree));
  }

  /** Returns the content collected so far. */
  public TensorFile build() {
    List<Tensor> aligned = new ArrayList<>(tensors);
    aligned.sort(Comparator.comparing((Tensor tensor) -> -tensor.dtype().byteCount()));
    TensorFile file = new TensorFile(Origin.MEMORY, metadata, aligned);
    // Finds a header that is too long here, where it can be mended, and not when writing.
    file.byteCount();
    return file;
  }

  private Tensor empty(String name, DType dtype, int length, int[] shape) {
    int[] sizes = shape.length == 0 ? new int[] {length} : shape.clone();
    String what = "tensor " + Printed.of(name);
    int bytes;
    try {
      bytes = Limits.byteCount(dtype, Arrays.stream(sizes).asLongStream().toArray());
    } catch (ArithmeticException e) {
      throw refuse(what, String.valueOf(e.getMessage()));
    }
    if (bytes != (long) length * dtype.byteCount()) {
      throw refuse(
          what,
          "shape %s does not fit %s values"
              .formatted(Arrays.toString(sizes), Limits.print(length)));
    }
    return new Tensor(name, dtype, sizes, new byte[bytes]);
  }

  private TensorFileBuilder add(Tensor tensor) {
    String what = "tensor " + Printed.of(tensor.name());
    checkName(what, tensor.name());
    if (tensor.name().equals(HeaderWriter.METADATA) || tensor.name().equals(HeaderWriter.DIGEST)) {
      throw refuse(what, "the name is the format's own; choose another");
    }
    tensor.checkFinite(Origin.MEMORY);
    if (!names.add(tensor.name())) {
      throw refuse(what, "must be given once, was given twice");
    }
    tensors.add(tensor);
    if (tensors.size() > Limits.TENSORS - 1) {
      throw refuse(what, "a file may hold " + Limits.print(Limits.TENSORS - 1) + " tensors");
    }
    return this;
  }

  private static void checkName(String what, String name) {
    if (name.isEmpty() || name.length() > Limits.NAME_CHARS || Limits.isBroken(name)) {
      throw refuse(
          what,
          "the name must have 1 to %s characters and no unpaired surrogates, has %s"
              .formatted(Limits.print(Limits.NAME_CHARS), Limits.print(name.length())));
    }
  }

  private static IllegalArgumentException refuse(String what, String message) {
    return new IllegalArgumentException("model file: " + what + ": " + message);
  }
}
