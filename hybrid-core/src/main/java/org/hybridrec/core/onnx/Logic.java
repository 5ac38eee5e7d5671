package org.hybridrec.core.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;

/** Small steps that several parts of the graph take. */
final class Logic {

  private final Graph graph;

  Logic(Graph graph) {
    this.graph = graph;
  }

  /** Where a text [rows × …] holds something. */
  String isGiven(String texts) {
    return not(graph.add("Equal", texts, graph.text("")));
  }

  String not(String condition) {
    return graph.add("Not", condition);
  }

  String and(String a, String b) {
    return graph.add("And", a, b);
  }

  String or(String a, String b) {
    return graph.add("Or", a, b);
  }

  String where(String condition, String then, String otherwise) {
    return graph.add("Where", condition, then, otherwise);
  }

  /** Whether a condition [rows × n] holds somewhere in a row, [rows × 1]. */
  String any(String condition) {
    String numbers = graph.cast(condition, DataType.INT64);
    Operator max = Operator.of("ReduceMax", numbers, graph.longs(1)).with("keepdims", 1);
    return graph.cast(graph.add(max), DataType.BOOL);
  }

  /** Sums [rows × n] to [rows × 1]. */
  String sum(String values) {
    return graph.add(Operator.of("ReduceSum", values, graph.longs(1)).with("keepdims", 1));
  }

  /** Vectors [rows × width], double, each divided by its length; zeros stay zeros. */
  String ofUnitLength(String vectors) {
    String length = graph.add("Sqrt", sum(graph.add("Mul", vectors, vectors)));
    String one = graph.cast(graph.scalar(1f), DataType.DOUBLE);
    String zero = graph.cast(graph.scalar(0f), DataType.DOUBLE);
    String divisor = where(graph.add("Greater", length, zero), length, one);
    return graph.add("Div", vectors, divisor);
  }

  /** The numbers 0, 1, … below the size of a dimension, [size]. */
  String places(String value, int dimension) {
    Operator size = Operator.of("Shape", value).with("start", dimension).with("end", dimension + 1);
    String scalar = graph.add("Squeeze", graph.add(size), graph.longs(0));
    return graph.add("Range", graph.scalar(0), scalar, graph.scalar(1));
  }

  /** A constant in as many rows as a value has, [rows × columns]. */
  String column(String constant, String like, long columns) {
    Operator rows = Operator.of("Shape", like).with("start", 0).with("end", 1);
    Operator shape = Operator.of("Concat", graph.add(rows), graph.longs(columns)).with("axis", 0);
    return graph.add("Expand", constant, graph.add(shape));
  }

  /** Puts values side by side along a dimension. */
  String concat(int dimension, String... values) {
    return graph.add(Operator.of("Concat", values).with("axis", dimension));
  }

  /** All dimensions behind the rows as one. */
  String flat(String value) {
    return graph.add("Reshape", value, graph.longs(0, -1));
  }

  /** The part [from, to) of a dimension. */
  String slice(String value, long from, long to, int dimension) {
    return graph.add("Slice", value, graph.longs(from), graph.longs(to), graph.longs(dimension));
  }
}
