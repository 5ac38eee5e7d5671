package org.hybridrec.core.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hybridrec.features.Field;
import org.jspecify.annotations.Nullable;

/**
 * The values of a field in the graph, as the field says: its default, taken apart, only some
 * positions, with weights. Values that are missing or passed over are empty texts and keep their
 * places.
 */
final class FieldGraph {

  private final Graph graph;
  private final Logic logic;
  private final RawInputs raw;
  private final TokenGraph tokens;
  private final Map<Field, Texts> known = new HashMap<>();

  /**
   * The values of all rows.
   *
   * @param values string [rows × n]
   * @param present bool [rows × n], false where a value is empty
   * @param weights float [rows × n], or null
   */
  record Texts(String values, String present, @Nullable String weights) {}

  /**
   * Cells taken apart.
   *
   * @param values string [rows × n]
   * @param places int64 [rows × n] or [n]: the position of each value in its row
   * @param inRow bool [rows × n], false behind a row's last value; null if that is not known
   */
  private record Parts(String values, String places, @Nullable String inRow) {}

  FieldGraph(Graph graph, RawInputs raw) {
    this.graph = graph;
    this.logic = new Logic(graph);
    this.raw = raw;
    this.tokens = new TokenGraph(graph);
  }

  /** Returns the values of a field, which are added to the graph once. */
  Texts read(Field field) {
    return known.computeIfAbsent(field, this::added);
  }

  private Texts added(Field field) {
    String cells = raw.texts(field.source());
    String defaulted = null;
    String value = field.defaultValue();
    if (value != null) {
      defaulted = logic.not(logic.any(logic.isGiven(cells)));
      String first = graph.add("Equal", logic.places(cells, 1), graph.scalar(0));
      cells = logic.where(logic.and(defaulted, first), graph.text(value), cells);
    }
    Parts parts = takenApart(field, cells);
    String kept = logic.and(logic.isGiven(parts.values()), position(field, parts.places()));
    String weights = null;
    if (field.weights() != null) {
      String all = weights(field, parts);
      weights = upTo(parts, all);
      String sound = sound(field, parts, weights, behind(parts, all));
      if (defaulted != null) {
        sound = logic.or(defaulted, sound);
        weights = logic.where(defaulted, graph.scalar(1f), weights);
      }
      kept = logic.and(kept, sound);
    }
    return new Texts(logic.where(kept, parts.values(), graph.text("")), kept, weights);
  }

  private Parts takenApart(Field field, String cells) {
    if (field.separator() != null) {
      Operator split = Operator.of("StringSplit", cells).with("delimiter", field.separator());
      return split(graph.add(split, 2), true);
    } else if (field.tokenizer() != null) {
      return split(tokens.tokens(cells, field.tokenizer().name()), false);
    } else {
      return new Parts(cells, logic.places(cells, 1), null);
    }
  }

  /**
   * Parts [rows × cells × n] side by side. At the end of each cell's an empty one is added, as an
   * operator on nothing at all might fail.
   *
   * @param keepsEmpty whether an empty cell is one missing value, which has a position
   */
  private Parts split(List<String> partsAndCounts, boolean keepsEmpty) {
    String counts = partsAndCounts.get(1);
    if (keepsEmpty) {
      counts = graph.add("Max", counts, graph.scalar(1));
    }
    String parts = widened(partsAndCounts.get(0), counts, graph.text(""));
    String within = logic.places(parts, 2);
    String before = graph.add(Operator.of("CumSum", counts, graph.scalar(1)).with("exclusive", 1));
    String places = graph.add("Add", graph.add("Unsqueeze", before, graph.longs(2)), within);
    String inRow = graph.add("Less", within, graph.add("Unsqueeze", counts, graph.longs(2)));
    return new Parts(logic.flat(parts), logic.flat(places), logic.flat(inRow));
  }

  private String widened(String parts, String counts, String with) {
    String shape = logic.concat(0, graph.add("Shape", counts), graph.longs(1));
    return logic.concat(2, parts, graph.add("Expand", with, shape));
  }

  /** Whether the field takes the values at these places, bool of their shape. */
  private String position(Field field, String places) {
    String kept = graph.add("GreaterOrEqual", places, graph.scalar(field.from()));
    long end = (long) field.from() + field.count();
    return end >= Integer.MAX_VALUE
        ? kept
        : logic.and(kept, graph.add("Less", places, graph.scalar(end)));
  }

  /**
   * The weights beside all values, float [rows × 2n]: behind the n-th, as many as were given beyond
   * the values, but n at least. NaN where there is none.
   */
  private String weights(Field field, Parts parts) {
    String name = Objects.requireNonNull(field.weights());
    String weights;
    if (field.separator() != null) {
      weights = splitWeights(raw.texts(name), field.separator()).values();
    } else if (raw.isText(name)) {
      weights = NumberGraph.parse(graph, raw.texts(name));
    } else {
      weights = raw.numbers(name);
    }
    String missing =
        graph.add("Expand", graph.scalar(Float.NaN), graph.add("Shape", parts.values()));
    return logic.concat(1, weights, missing);
  }

  private String upTo(Parts parts, String weights) {
    return graph.add("Slice", weights, graph.longs(0), columns(parts.values()), graph.longs(1));
  }

  private String behind(Parts parts, String weights) {
    return graph.add(
        "Slice", weights, columns(parts.values()), graph.longs(Long.MAX_VALUE), graph.longs(1));
  }

  private String columns(String value) {
    return graph.add(Operator.of("Shape", value).with("start", 1).with("end", 2));
  }

  private Parts splitWeights(String cells, String separator) {
    Operator split = Operator.of("StringSplit", cells).with("delimiter", separator);
    Parts texts = split(graph.add(split, 2), true);
    return new Parts(NumberGraph.parse(graph, texts.values()), texts.places(), texts.inRow());
  }

  /** Whether a row's weights can be used, bool [rows × 1]: as many as values, finite, from 0 on. */
  private String sound(Field field, Parts parts, String weights, String surplus) {
    String usable =
        logic.and(
            graph.add("GreaterOrEqual", weights, graph.scalar(0f)),
            graph.add("Less", weights, graph.scalar(Float.POSITIVE_INFINITY)));
    return field.separator() == null
        ? soundList(parts, weights, usable, surplus)
        : soundSplit(field, parts, usable);
  }

  /** In a list the last value must be the last that has a weight. */
  private String soundList(Parts parts, String weights, String usable, String surplus) {
    String present = logic.isGiven(parts.values());
    String weighted = logic.not(graph.add("IsNaN", weights));
    String of = logic.where(present, parts.places(), graph.scalar(-1));
    String last = graph.add(Operator.of("ReduceMax", of, graph.longs(1)).with("keepdims", 1));
    String beyond = logic.and(weighted, graph.add("Greater", parts.places(), last));
    String useless = logic.and(logic.or(present, weighted), logic.not(usable));
    String more = logic.any(logic.not(graph.add("IsNaN", surplus)));
    return logic.not(logic.or(more, logic.any(logic.or(beyond, useless))));
  }

  /** In split texts the parts are counted, empty ones included. */
  private String soundSplit(Field field, Parts parts, String usable) {
    String cells = raw.texts(Objects.requireNonNull(field.weights()));
    Parts split = splitWeights(cells, Objects.requireNonNull(field.separator()));
    String inRow = Objects.requireNonNull(parts.inRow());
    String weights = count(Objects.requireNonNull(split.inRow()));
    String same = graph.add("Equal", count(inRow), weights);
    return logic.and(same, logic.not(logic.any(logic.and(inRow, logic.not(usable)))));
  }

  private String count(String condition) {
    return logic.sum(graph.cast(condition, DataType.INT64));
  }
}
