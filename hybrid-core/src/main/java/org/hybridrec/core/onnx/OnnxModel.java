package org.hybridrec.core.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hybridrec.core.file.AtomicFile;
import org.hybridrec.features.encoded.EncodedBatch;

/** A model in ONNX's form, ready to be written. Immutable and thread-safe. */
public final class OnnxModel {

  private final ModelProto model;
  private final List<OnnxInput> inputs;
  private final List<Inputs.Encoding> encodings;
  private final List<String> notes;

  OnnxModel(ModelProto model, Inputs inputs, List<String> notes) {
    this.model = model;
    this.inputs = List.copyOf(inputs.list());
    this.encodings = List.copyOf(inputs.encodings());
    this.notes = List.copyOf(notes);
  }

  /** Returns the inputs in the order of the graph. */
  public List<OnnxInput> inputs() {
    return inputs;
  }

  /**
   * Returns what a user of a model with strings must know: a sentence for each column that comes
   * encoded. Empty for a model with ids, in which all do.
   */
  public List<String> notes() {
    return notes;
  }

  /**
   * Returns the content of the inputs that take columns as they are encoded, by the inputs' names:
   * {@code long[rows][ids]} for ids, padded with -1; {@code float[rows][ids]} for weights, padded
   * with 0; {@code float[rows][width]} for floats. ONNX Runtime makes tensors of such arrays. Every
   * input of a model with ids is one of these; of a model with strings, those that it names.
   *
   * @param batch rows as {@link org.hybridrec.core.HybridModel#encode} gives them
   */
  public Map<String, Object> encodedInputs(EncodedBatch batch) {
    Map<String, Object> content = new LinkedHashMap<>();
    for (Inputs.Encoding encoding : encodings) {
      OnnxInput values = encoding.values();
      if (values.kind() == OnnxInput.Kind.VECTOR) {
        float[] floats = batch.floats(encoding.slot());
        content.put(values.name(), Padding.vectors(floats, batch.rowCount(), values.width()));
      } else {
        content.put(values.name(), Padding.ids(batch.ids(encoding.slot())));
      }
      if (encoding.weights() != null) {
        content.put(encoding.weights().name(), Padding.weights(batch.ids(encoding.slot())));
      }
    }
    return content;
  }

  /** Returns the bytes of the file. */
  public byte[] toBytes() {
    return model.toByteArray();
  }

  /**
   * Writes the file, all or nothing: an older file of that name stays until the new one is whole.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  public void write(Path file) {
    try {
      AtomicFile.write(file, model::writeTo);
    } catch (NoSuchFileException e) {
      throw new UncheckedIOException(
          "ONNX file " + file + ": cannot be written: its folder does not exist; create it first",
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "ONNX file " + file + ": cannot be written: " + e.getMessage(), e);
    }
  }
}
