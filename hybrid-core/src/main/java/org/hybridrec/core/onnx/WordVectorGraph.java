package org.hybridrec.core.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.Arrays;
import org.hybridrec.features.text.WordVectorEncoder;
import org.hybridrec.features.text.WordVectors;

/**
 * {@link WordVectorEncoder} in the graph: words are looked up, those without a vector fall into
 * their buckets or are passed over, and vectors are added up in double precision.
 */
final class WordVectorGraph {

  /** More floats than these for the buckets of unknown words would swell the file. */
  static final long MOST_UNKNOWN_FLOATS = 1L << 22;

  private static final long UNKNOWN = -1;

  private final Graph graph;
  private final Logic logic;
  private final TokenGraph tokens;
  private final Fingerprints fingerprints;

  WordVectorGraph(Graph graph) {
    this.graph = graph;
    this.logic = new Logic(graph);
    this.tokens = new TokenGraph(graph);
    this.fingerprints = new Fingerprints(graph);
  }

  /** Returns the vectors of the values of rows, string [rows × n], as float [rows × width]. */
  String vectors(String values, WordVectorEncoder encoder) {
    String words = tokens.flat(values, encoder.tokenizer().name());
    String ids = ids(words, encoder);
    String known =
        logic.and(logic.isGiven(words), graph.add("GreaterOrEqual", ids, graph.scalar(0)));
    String counts = graph.cast(known, DataType.DOUBLE);
    String rows = logic.where(known, ids, graph.scalar(0));
    String gathered = graph.add(Operator.of("Gather", table(encoder), rows).with("axis", 0));
    String sums =
        graph.add(
            "MatMul",
            graph.add("Unsqueeze", counts, graph.longs(1)),
            graph.cast(gathered, DataType.DOUBLE));
    String sum = graph.add("Squeeze", sums, graph.longs(1));
    String scaled = encoder.hasUnitLength() ? logic.ofUnitLength(sum) : overRoot(sum, counts);
    return graph.cast(scaled, DataType.FLOAT);
  }

  /** Divides sums by the square root of how many words were added, at least one. */
  private String overRoot(String sum, String counts) {
    String one = graph.cast(graph.scalar(1f), DataType.DOUBLE);
    return graph.add("Div", sum, graph.add("Sqrt", graph.add("Max", logic.sum(counts), one)));
  }

  private String ids(String words, WordVectorEncoder encoder) {
    WordVectors vectors = encoder.vectors();
    String found =
        graph.add(
            Operator.ml("LabelEncoder", words)
                .with("keys_strings", vectors.words())
                .withPlaces("values_int64s", vectors.size())
                .with("default_int64", UNKNOWN));
    if (encoder.unknownBuckets() == 0) {
      return found;
    }
    String bucket = fingerprints.bucket(words, encoder.unknownBuckets());
    String other = graph.add("Add", bucket, graph.scalar((long) vectors.size()));
    return logic.where(graph.add("Less", found, graph.scalar(0)), other, found);
  }

  /** The words' vectors, those of the buckets behind them, [words + buckets × width]. */
  private String table(WordVectorEncoder encoder) {
    int rows = encoder.vectors().size() + encoder.unknownBuckets();
    return graph.constant(
        "word vectors/" + encoder.fingerprint(),
        full -> Tensors.floats(full, floats(encoder), rows, encoder.width()));
  }

  private static float[] floats(WordVectorEncoder encoder) {
    float[] words = encoder.vectors().table();
    float[] buckets = encoder.unknownTable();
    float[] all = Arrays.copyOf(words, words.length + buckets.length);
    System.arraycopy(buckets, 0, all, words.length, buckets.length);
    return all;
  }
}
