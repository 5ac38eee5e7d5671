package org.hybridrec.core.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.ArrayList;
import java.util.List;
import org.hybridrec.core.onnx.OnnxInput.Kind;
import org.hybridrec.features.CategoricalColumn;
import org.hybridrec.features.DenseColumn;
import org.hybridrec.features.EmbeddingColumn;
import org.hybridrec.features.IndicatorColumn;
import org.hybridrec.features.encoded.FloatSlot;
import org.hybridrec.features.encoded.Slot;
import org.jspecify.annotations.Nullable;

/** The inputs of the graph, and which of them take a column as it is encoded. */
final class Inputs {

  static final String COUNT_MEANING = "how many items are wanted";

  private final Graph graph;
  private final List<OnnxInput> list = new ArrayList<>();
  private final List<Encoding> encodings = new ArrayList<>();

  /**
   * A slot that comes encoded.
   *
   * @param slot its place in the layout
   * @param values the input of its ids or floats
   * @param weights the input of the ids' weights, if they have any
   */
  record Encoding(int slot, OnnxInput values, @Nullable OnnxInput weights) {}

  Inputs(Graph graph) {
    this.graph = graph;
  }

  /** Adds an input and returns its name in the graph. */
  OnnxInput add(String wanted, Kind kind, int width, String meaning) {
    DataType type =
        switch (kind) {
          case TEXT -> DataType.STRING;
          case IDS, COUNT -> DataType.INT64;
          case NUMBER, WEIGHTS, VECTOR -> DataType.FLOAT;
        };
    String shape = width > 0 ? Integer.toString(width) : "";
    String name = graph.input(wanted, type, meaning, shape);
    OnnxInput input = new OnnxInput(name, kind, wanted, width, meaning);
    list.add(input);
    return input;
  }

  /** Lists the input that the network itself has added. */
  void count() {
    list.add(new OnnxInput(Graph.COUNT, Kind.COUNT, Graph.COUNT, 0, COUNT_MEANING));
  }

  /** Adds the inputs that take a column as the encoder gives it. */
  SlotValue encoded(int place, Slot slot, DenseColumn column) {
    if (slot instanceof FloatSlot) {
      OnnxInput input = add(column.name(), Kind.VECTOR, slot.width(), "as the encoder gives it");
      encodings.add(new Encoding(place, input, null));
      return new SlotValue.Floats(input.name());
    }
    OnnxInput ids = add(column.name(), Kind.IDS, 0, "-1 is no id");
    OnnxInput weights =
        isWeighted(of(column))
            ? add(column.name() + "_weights", Kind.WEIGHTS, 0, "0 beside no id")
            : null;
    encodings.add(new Encoding(place, ids, weights));
    String present = graph.add("GreaterOrEqual", ids.name(), graph.scalar(0));
    return new SlotValue.Ids(ids.name(), present, weights == null ? null : weights.name());
  }

  private static CategoricalColumn of(DenseColumn column) {
    if (column instanceof EmbeddingColumn embedding) {
      return embedding.of();
    } else if (column instanceof IndicatorColumn indicator) {
      return indicator.of();
    } else {
      throw unknownKind(column);
    }
  }

  /** A kind of column that was added to the library and not yet here. */
  static OnnxExportException unknownKind(DenseColumn column) {
    return new OnnxExportException(
        "column '"
            + column.name()
            + "': columns of the kind "
            + column.getClass().getSimpleName()
            + " cannot be exported; fit a model without it, or serve it with this library");
  }

  private static boolean isWeighted(CategoricalColumn column) {
    return column.fields().stream().anyMatch(field -> field.weights() != null);
  }

  List<OnnxInput> list() {
    return list;
  }

  /** Returns the encoding that was added last. */
  Encoding last() {
    return encodings.get(encodings.size() - 1);
  }

  List<Encoding> encodings() {
    return encodings;
  }
}
