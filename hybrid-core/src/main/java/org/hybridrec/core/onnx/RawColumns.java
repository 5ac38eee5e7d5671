package org.hybridrec.core.onnx;

import java.util.Objects;
import java.util.Optional;
import org.hybridrec.features.CategoricalColumn;
import org.hybridrec.features.DenseColumn;
import org.hybridrec.features.EmbeddingColumn;
import org.hybridrec.features.Field;
import org.hybridrec.features.IndicatorColumn;
import org.hybridrec.features.NumericColumn;
import org.hybridrec.features.VectorColumn;
import org.hybridrec.features.source.SourceSchema;
import org.hybridrec.features.text.HashedTextEncoder;
import org.hybridrec.features.text.WordVectorEncoder;

/** Columns computed in the graph from raw fields, one place for each kind. */
final class RawColumns {

  private final Graph graph;
  private final FieldGraph fields;
  private final NumberGraph numbers;
  private final CategoryGraph categories;

  RawColumns(Graph graph, Inputs inputs, SourceSchema schema) {
    RawInputs raw = new RawInputs(inputs, schema);
    this.graph = graph;
    this.fields = new FieldGraph(graph, raw);
    this.numbers = new NumberGraph(graph, raw, fields);
    this.categories = new CategoryGraph(graph, fields, numbers);
  }

  /** Adds a column for which there is no {@link #obstacle}. */
  SlotValue value(DenseColumn column) {
    if (column instanceof NumericColumn numeric) {
      return new SlotValue.Floats(numbers.normalized(numeric));
    } else if (column instanceof EmbeddingColumn embedding) {
      return categories.ids(embedding.of());
    } else if (column instanceof IndicatorColumn indicator) {
      return categories.ids(indicator.of());
    } else if (column instanceof VectorColumn text) {
      return new SlotValue.Floats(vectors(text));
    } else {
      throw Inputs.unknownKind(column);
    }
  }

  private String vectors(VectorColumn column) {
    String values = fields.read(column.field()).values();
    return column.encoder() instanceof WordVectorEncoder words
        ? new WordVectorGraph(graph).vectors(values, words)
        : new HashedTextGraph(graph).vectors(values, (HashedTextEncoder) column.encoder());
  }

  /**
   * Returns why operators of ONNX cannot compute a column from raw fields, or nothing if they can.
   *
   * @throws OnnxExportException if the kind of the column is not known here
   */
  static Optional<String> obstacle(DenseColumn column) {
    if (column instanceof NumericColumn) {
      return Optional.empty();
    } else if (column instanceof EmbeddingColumn embedding) {
      return ofKeys(embedding.of());
    } else if (column instanceof IndicatorColumn indicator) {
      return ofKeys(indicator.of());
    } else if (column instanceof VectorColumn text) {
      return ofEncoder(text).or(() -> ofField(text.field()));
    } else {
      throw Inputs.unknownKind(column);
    }
  }

  private static Optional<String> ofEncoder(VectorColumn column) {
    if (column.encoder() instanceof WordVectorEncoder words) {
      long floats = (long) words.unknownBuckets() * words.width();
      return floats <= WordVectorGraph.MOST_UNKNOWN_FLOATS
          ? Optional.empty()
          : Optional.of(
              "its buckets for unknown words hold "
                  + floats
                  + " floats, at most "
                  + WordVectorGraph.MOST_UNKNOWN_FLOATS
                  + " are put into the graph");
    } else if (!(column.encoder() instanceof HashedTextEncoder)) {
      return Optional.of("ONNX has no operator for its encoder '" + column.encoder().name() + "'");
    } else if (column.width() > HashedTextGraph.MOST_WIDTH) {
      return Optional.of(
          "its encoder is "
              + column.width()
              + " floats wide, at most "
              + HashedTextGraph.MOST_WIDTH
              + " are computed in the graph");
    } else {
      return Optional.empty();
    }
  }

  private static Optional<String> ofKeys(CategoricalColumn column) {
    return column.fields().stream().map(RawColumns::ofField).flatMap(Optional::stream).findFirst();
  }

  private static Optional<String> ofField(Field field) {
    if (field.tokenizer() == null) {
      return Optional.empty();
    }
    String name = Objects.requireNonNull(field.tokenizer()).name();
    if (!TokenGraph.knows(name)) {
      return Optional.of("ONNX has no operator for its tokenizer '" + name + "'");
    } else if (field.weights() != null) {
      return Optional.of("weights beside words are not computed in the graph");
    } else {
      return Optional.empty();
    }
  }
}
