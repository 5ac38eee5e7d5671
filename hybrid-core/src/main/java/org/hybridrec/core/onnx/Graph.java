package org.hybridrec.core.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The ONNX graph that is being made: inputs, constants and operators in the order in which they are
 * added. Values are known by their names. Not thread-safe.
 */
final class Graph {

  /** Names of the outputs, and of the input that says how many items are wanted. */
  static final String ITEMS = "items";

  static final String PROBABILITIES = "probabilities";
  static final String SCORES = "scores";
  static final String COUNT = "k";

  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("hybridrec");
  private final Set<String> inputNames =
      new HashSet<>(List.of(ITEMS, PROBABILITIES, SCORES, COUNT));
  private final Set<String> constants = new HashSet<>();
  private final Set<String> domains = new TreeSet<>();
  private int values;

  /** Adds an operator with one output and returns the output's name. */
  String add(Operator operator) {
    return add(operator, 1).get(0);
  }

  /** Adds an operator and returns the names of its outputs. */
  List<String> add(Operator operator, int outputs) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < outputs; i++) {
      names.add("/" + operator.type() + "/" + values++);
    }
    domains.add(operator.domain());
    graph.addNode(operator.named(names.get(0), names));
    return names;
  }

  /** Adds an operator without attributes. */
  String add(String type, String... inputs) {
    return add(Operator.of(type, inputs));
  }

  String cast(String value, DataType type) {
    return add(Operator.of("Cast", value).with("to", type.getNumber()));
  }

  /** Adds an operator whose output is an output of the graph. */
  void output(Operator operator, String name, DataType type, String meaning, String... shape) {
    domains.add(operator.domain());
    graph.addNode(operator.named("/" + operator.type() + "/" + values++, List.of(name)));
    graph.addOutput(Tensors.value(name, type, meaning, shape));
  }

  /**
   * Adds an input and returns its name: the wanted one, unless that is taken.
   *
   * @param shape its dimensions beside the rows
   */
  String input(String wanted, DataType type, String meaning, String shape) {
    String name = wanted;
    while (!inputNames.add(name)) {
      name += "_";
    }
    String size = shape.isEmpty() ? name + "_values" : shape;
    graph.addInput(Tensors.value(name, type, meaning, "rows", size));
    return name;
  }

  /** Adds the input that says how many items are wanted. */
  String countInput(String meaning) {
    graph.addInput(Tensors.value(COUNT, DataType.INT64, meaning, "1"));
    return COUNT;
  }

  /** Adds a named constant; the same name again is the same constant. */
  String constant(String name, Function<String, TensorProto> tensor) {
    String full = "/constant/" + name;
    if (constants.add(full)) {
      graph.addInitializer(tensor.apply(full));
    }
    return full;
  }

  /** Returns a list of integers. */
  String longs(long... list) {
    String name = "int64" + Arrays.toString(list);
    return constant(name, full -> Tensors.longs(full, list, list.length));
  }

  /** Returns an integer. */
  String scalar(long value) {
    return constant("int64 " + value, full -> Tensors.longs(full, new long[] {value}));
  }

  /** Returns an unsigned integer of 64 bits. */
  String unsigned(long value) {
    return constant(
        "uint64 " + Long.toUnsignedString(value), full -> Tensors.unsigned(full, value));
  }

  /** Returns a float. */
  String scalar(float value) {
    return constant("float " + value, full -> Tensors.floats(full, new float[] {value}));
  }

  /** Returns a text. */
  String text(String value) {
    return constant("text '" + value + "'", full -> Tensors.texts(full, List.of(value), 1));
  }

  /** The domains of the operators added, that of plain ONNX as the empty text. */
  Set<String> domains() {
    return domains;
  }

  GraphProto build() {
    return graph.build();
  }
}
