package org.hybridrec.core.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import org.hybridrec.core.file.TensorFile;
import org.hybridrec.features.encoded.Combiner;
import org.hybridrec.features.encoded.EmbeddingSlot;

/** Tables, and how the rows of them that a row's ids name become one. */
final class EmbeddingGraph {

  private final Graph graph;
  private final TensorFile weights;

  EmbeddingGraph(Graph graph, TensorFile weights) {
    this.graph = graph;
    this.weights = weights;
  }

  /** Returns the combined embeddings, float [rows × width]. */
  String embedded(EmbeddingSlot slot, SlotValue.Ids ids) {
    return combined(table(slot), ids, slot.combiner());
  }

  /** A table that has a norm is scaled here, once, as a look-up would. */
  private String table(EmbeddingSlot slot) {
    String name = "embedding/" + slot.table();
    boolean bound = slot.maxNorm() != Float.POSITIVE_INFINITY;
    return graph.constant(
        bound ? name + "/" + slot.maxNorm() : name,
        full -> Tensors.floats(full, rows(name, slot), slot.cardinality(), slot.width()));
  }

  private float[] rows(String name, EmbeddingSlot slot) {
    float[] rows = weights.floats(name);
    for (int start = 0; start < rows.length; start += slot.width()) {
      float norm = norm(rows, start, slot.width());
      float scale = norm > slot.maxNorm() ? slot.maxNorm() / norm : 1f;
      for (int j = start; j < start + slot.width(); j++) {
        rows[j] *= scale;
      }
    }
    return rows;
  }

  private static float norm(float[] rows, int start, int width) {
    double sum = 0;
    for (int j = start; j < start + width; j++) {
      sum += (double) rows[j] * rows[j];
    }
    return (float) Math.sqrt(sum);
  }

  /** Returns the combined rows [rows × width] of a table [ids × width]; zeros without any id. */
  String combined(String table, SlotValue.Ids ids, Combiner combiner) {
    String known = graph.add("GreaterOrEqual", ids.ids(), graph.scalar(0));
    String counts = graph.add("And", ids.present(), known);
    String index = graph.add("Where", counts, ids.ids(), graph.scalar(0));
    String factors = graph.add("Unsqueeze", factors(counts, ids, combiner), graph.longs(1));
    String gathered = graph.add(Operator.of("Gather", table, index).with("axis", 0));
    return graph.add("Squeeze", graph.add("MatMul", factors, gathered), graph.longs(1));
  }

  /** What each id's row is multiplied by, float [rows × ids]; 0 where there is no id. */
  private String factors(String counts, SlotValue.Ids ids, Combiner combiner) {
    String weight =
        ids.weights() == null
            ? graph.cast(counts, DataType.FLOAT)
            : graph.add("Where", counts, ids.weights(), graph.scalar(0f));
    if (combiner == Combiner.SUM) {
      return weight;
    }
    String sum =
        combiner == Combiner.MEAN
            ? sum(weight)
            : graph.add("Sqrt", sum(graph.add("Mul", weight, weight)));
    String some = graph.add("Greater", sum, graph.scalar(0f));
    return graph.add("Div", weight, graph.add("Where", some, sum, graph.scalar(1f)));
  }

  private String sum(String values) {
    return graph.add(Operator.of("ReduceSum", values, graph.longs(1)).with("keepdims", 1));
  }
}
