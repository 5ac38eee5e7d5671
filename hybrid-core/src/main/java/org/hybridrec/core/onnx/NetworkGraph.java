package org.hybridrec.core.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hybridrec.core.HybridRecommender;
import org.hybridrec.core.file.TensorFile;
import org.hybridrec.features.encoded.Combiner;
import org.hybridrec.features.encoded.EmbeddingSlot;
import org.hybridrec.features.encoded.IndicatorSlot;
import org.hybridrec.features.encoded.InputLayout;
import org.hybridrec.features.encoded.Slot;

/**
 * The network in the graph: embeddings, layers, softmax, the k best. An indicator is never spread
 * out: as in training, the rows of the first kernel that its ids name are added up.
 */
final class NetworkGraph {

  private final Graph graph;
  private final TensorFile weights;
  private final InputLayout layout;
  private final List<Integer> hiddenUnits;
  private final List<String> items;
  private final EmbeddingGraph embeddings;

  NetworkGraph(Graph graph, TensorFile weights, HybridRecommender recommender) {
    this.graph = graph;
    this.weights = weights;
    this.layout = recommender.encoder().layout();
    this.hiddenUnits = recommender.hiddenUnits();
    this.items = recommender.items().ids();
    this.embeddings = new EmbeddingGraph(graph, weights);
  }

  /** Adds everything from the slots' values, in the order of the layout, to the outputs. */
  void add(List<SlotValue> slots) {
    String value = firstLayer(slots);
    for (int n = 1; n <= hiddenUnits.size(); n++) {
      String layer = layer(n);
      int in = hiddenUnits.get(n - 1);
      String product =
          graph.add("MatMul", graph.add("Relu", value), floats(layer + "/kernel", in, width(n)));
      value = graph.add("Add", product, floats(layer + "/bias", width(n)));
    }
    outputs(value);
  }

  private String layer(int n) {
    return n < hiddenUnits.size() ? "hidden/" + n : "output";
  }

  private int width(int n) {
    return n < hiddenUnits.size() ? hiddenUnits.get(n) : items.size();
  }

  private String floats(String name, long... shape) {
    return graph.constant(name, full -> Tensors.floats(full, weights.floats(name), shape));
  }

  /** The first layer, before any activation: a product with what is dense, and gathered rows. */
  private String firstLayer(List<SlotValue> slots) {
    int width = width(0);
    String name = layer(0) + "/kernel";
    float[] kernel = weights.floats(name);
    List<String> dense = new ArrayList<>();
    List<float[]> denseRows = new ArrayList<>();
    List<String> sums = new ArrayList<>();
    int row = 0;
    for (int i = 0; i < slots.size(); i++) {
      Slot slot = layout.slots().get(i);
      float[] rows =
          Arrays.copyOfRange(kernel, row * width, Math.multiplyExact(row + slot.width(), width));
      row += slot.width();
      if (slot instanceof IndicatorSlot indicator) {
        String part =
            graph.constant(
                name + "/" + indicator.name(),
                full -> Tensors.floats(full, rows, indicator.cardinality(), width));
        sums.add(embeddings.combined(part, (SlotValue.Ids) slots.get(i), Combiner.SUM));
      } else {
        dense.add(dense(slot, slots.get(i)));
        denseRows.add(rows);
      }
    }
    if (!dense.isEmpty()) {
      sums.add(product(name, dense, joined(denseRows), width));
    }
    sums.add(floats(layer(0) + "/bias", width));
    return sums.stream().reduce((a, b) -> graph.add("Add", a, b)).orElseThrow();
  }

  private String dense(Slot slot, SlotValue value) {
    return slot instanceof EmbeddingSlot embedding
        ? embeddings.embedded(embedding, (SlotValue.Ids) value)
        : ((SlotValue.Floats) value).values();
  }

  private String product(String name, List<String> dense, float[] rows, int width) {
    Operator concat = Operator.of("Concat", dense.toArray(String[]::new)).with("axis", 1);
    String kernel =
        graph.constant(name, full -> Tensors.floats(full, rows, rows.length / width, width));
    return graph.add("MatMul", graph.add(concat), kernel);
  }

  private static float[] joined(List<float[]> parts) {
    float[] all = new float[parts.stream().mapToInt(part -> part.length).sum()];
    int place = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, all, place, part.length);
      place += part.length;
    }
    return all;
  }

  private void outputs(String logits) {
    String probabilities = graph.add(Operator.of("Softmax", logits).with("axis", -1));
    String count =
        graph.add("Min", graph.countInput(Inputs.COUNT_MEANING), graph.longs(items.size()));
    List<String> top = graph.add(Operator.of("TopK", probabilities, count).with("axis", -1), 2);
    String labels = graph.constant("items", full -> Tensors.texts(full, items, items.size()));
    graph.output(
        Operator.of("Gather", labels, top.get(1)),
        Graph.ITEMS,
        DataType.STRING,
        "the most probable items, best first",
        "rows",
        "top");
    graph.output(
        Operator.of("Identity", top.get(0)),
        Graph.PROBABILITIES,
        DataType.FLOAT,
        "their probabilities",
        "rows",
        "top");
    graph.output(
        Operator.of("Identity", probabilities),
        Graph.SCORES,
        DataType.FLOAT,
        "the probability of every item, in the order of the labels",
        "rows",
        Integer.toString(items.size()));
  }
}
