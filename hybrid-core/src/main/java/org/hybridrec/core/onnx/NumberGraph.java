package org.hybridrec.core.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import org.hybridrec.features.Field;
import org.hybridrec.features.NumericColumn;

/** Numbers of rows, float [rows × 1]; NaN where there is none. */
final class NumberGraph {

  /**
   * Decimals as {@code NumberReader} takes them. An exponent of three digits is beyond every float,
   * or as good as 0, and ONNX Runtime would end the whole request over it.
   */
  private static final String DECIMAL =
      "[ \\t-\\r]*[+-]?(\\d{1,99}(\\.\\d{0,99})?|\\.\\d{1,99})([eE][+-]?\\d{1,2})?[ \\t-\\r]*";

  private final Graph graph;
  private final Logic logic;
  private final RawInputs raw;
  private final FieldGraph fields;

  NumberGraph(Graph graph, RawInputs raw, FieldGraph fields) {
    this.graph = graph;
    this.logic = new Logic(graph);
    this.raw = raw;
    this.fields = fields;
  }

  /** Returns the number of a column before any normalizing, its default where there is none. */
  String read(NumericColumn column) {
    Field field = column.field();
    String number = raw.isText(field.source()) ? parsed(field) : atPosition(field);
    String infinite = graph.add("IsInf", number);
    String finite = logic.where(infinite, graph.scalar(Float.NaN), number);
    return column
        .defaultValue()
        .map(value -> logic.where(graph.add("IsNaN", finite), graph.scalar(value), finite))
        .orElse(finite);
  }

  /** Returns what enters the network: scaled, 0 where there is no number. */
  String normalized(NumericColumn column) {
    String number = read(column);
    String scaled =
        column
            .normalizer()
            .map(
                by ->
                    graph.add(
                        "Div",
                        graph.add("Sub", number, graph.scalar(by.mean())),
                        graph.scalar(by.standardDeviation())))
            .orElse(number);
    return logic.where(graph.add("IsNaN", number), graph.scalar(0f), scaled);
  }

  private String atPosition(Field field) {
    String numbers = raw.numbers(field.source());
    int place = field.from();
    if (place > 0) {
      String missing = logic.column(graph.scalar(Float.NaN), numbers, place + 1L);
      numbers = logic.concat(1, numbers, missing);
    }
    return logic.slice(numbers, place, place + 1L, 1);
  }

  /** Of the values of the row only one is left, if any: the greatest of it and -∞. */
  private String parsed(Field field) {
    FieldGraph.Texts texts = fields.read(field.count() == 1 ? field : field.at(0));
    String number = parse(graph, texts.values());
    String none = graph.scalar(Float.NEGATIVE_INFINITY);
    String or = logic.where(graph.add("IsNaN", number), none, number);
    return graph.add(Operator.of("ReduceMax", or, graph.longs(1)).with("keepdims", 1));
  }

  /** Returns numbers written as text as floats, NaN where the text is none. */
  static String parse(Graph graph, String texts) {
    Logic logic = new Logic(graph);
    String decimal = graph.add(Operator.of("RegexFullMatch", texts).with("pattern", DECIMAL));
    String safe = logic.where(decimal, texts, graph.text("0"));
    String number = graph.cast(graph.cast(safe, DataType.DOUBLE), DataType.FLOAT);
    return logic.where(decimal, number, graph.scalar(Float.NaN));
  }
}
