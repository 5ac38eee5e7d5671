package org.hybridrec.core.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.ArrayList;
import java.util.List;
import org.hybridrec.features.hashing.FingerprintCat64;
import org.hybridrec.features.text.HashedTextEncoder;

/**
 * {@link HashedTextEncoder} in the graph: words and their n-grams, fingerprints, signs from
 * SplitMix64, summed and scaled to unit length.
 *
 * <p>64 signs are the bits of one number. To add up those of all features of a row without
 * spreading them out, three bits at a time, 21 apart, are cut out and added as one number: a sum of
 * up to 2^21 - 1 features does not reach the next.
 */
final class HashedTextGraph {

  /** Wider ones would make a graph of more than ten thousand operators. */
  static final int MOST_WIDTH = 1024;

  private static final int SHORTEST_GRAM = 3;
  private static final int LONGEST_GRAM = 5;
  private static final int BLOCK = 64;
  private static final int LANE = 21;
  private static final long LANE_MASK = (1L << LANE) - 1;
  private static final long LANE_STARTS = 1L | (1L << LANE) | (1L << (2 * LANE));

  private final Graph graph;
  private final Logic logic;
  private final TokenGraph tokens;
  private final Fingerprints fingerprints;

  /**
   * Hashed parts of texts.
   *
   * @param states uint64 [rows × n]
   * @param present bool [rows × n]
   */
  private record Features(String states, String present) {}

  HashedTextGraph(Graph graph) {
    this.graph = graph;
    this.logic = new Logic(graph);
    this.tokens = new TokenGraph(graph);
    this.fingerprints = new Fingerprints(graph);
  }

  /** Returns the vectors of the values of rows, string [rows × n], as float [rows × width]. */
  String vectors(String values, HashedTextEncoder encoder) {
    Features features = features(values, encoder.seed());
    String negatives = negatives(features, encoder.width());
    String rows = logic.sum(graph.cast(features.present(), DataType.INT64));
    String twice = graph.add("Mul", negatives, graph.scalar(2));
    String sums = graph.cast(graph.add("Sub", rows, twice), DataType.DOUBLE);
    return graph.cast(logic.ofUnitLength(sums), DataType.FLOAT);
  }

  private Features features(String values, long seed) {
    String words = tokens.flat(values, "words");
    List<Features> all = new ArrayList<>();
    all.add(hashed(FingerprintCat64.of(seed, 1), words, logic.isGiven(words)));
    String begun = graph.add("StringConcat", graph.text("<"), words);
    String bordered = graph.add("StringConcat", begun, graph.text(">"));
    // An absent word is a border without anything in it, which is shorter than any n-gram.
    String characters = widened(tokens.characters(bordered), LONGEST_GRAM);
    for (int length = SHORTEST_GRAM; length <= LONGEST_GRAM; length++) {
      all.add(grams(FingerprintCat64.of(seed, 2), characters, length));
    }
    return new Features(
        logic.concat(1, all.stream().map(Features::states).toArray(String[]::new)),
        logic.concat(1, all.stream().map(Features::present).toArray(String[]::new)));
  }

  /** Empty characters at the end, so that there are enough for the longest n-gram. */
  private String widened(String characters, int by) {
    Operator cells = Operator.of("Shape", characters).with("start", 0).with("end", 2);
    String shape = logic.concat(0, graph.add(cells), graph.longs(by));
    return logic.concat(2, characters, graph.add("Expand", graph.text(""), shape));
  }

  private Features grams(long key, String characters, int length) {
    String last = shifted(characters, 0, length);
    String gram = last;
    for (int i = 1; i < length; i++) {
      last = shifted(characters, i, length);
      gram = graph.add("StringConcat", gram, last);
    }
    return hashed(key, logic.flat(gram), logic.flat(logic.isGiven(last)));
  }

  /** The characters at place i of all n-grams of a length. */
  private String shifted(String characters, int i, int length) {
    long end = i == length - 1 ? Long.MAX_VALUE : i - length + 1L;
    return logic.slice(characters, i, end, 2);
  }

  private Features hashed(long key, String texts, String present) {
    String states = fingerprints.cat(graph.unsigned(key), fingerprints.of(texts));
    return new Features(states, present);
  }

  /** How many of a row's features have a negative sign in each place, int64 [rows × width]. */
  private String negatives(Features features, int width) {
    List<String> blocks = new ArrayList<>();
    for (int block = 0; block * BLOCK < width; block++) {
      String signs = fingerprints.signed(signs(features.states(), block));
      String masked = logic.where(features.present(), signs, graph.scalar(0));
      blocks.add(bitCounts(fingerprints.unsigned(masked)));
    }
    return logic.slice(logic.concat(1, blocks.toArray(String[]::new)), 0, width, 1);
  }

  /** Output number block of SplitMix64 from each state. */
  private String signs(String states, int block) {
    String z = fingerprints.plus(states, (block + 1) * 0x9e3779b97f4a7c15L);
    z = fingerprints.times(fingerprints.xorShift(z, 30), 0xbf58476d1ce4e5b9L);
    z = fingerprints.times(fingerprints.xorShift(z, 27), 0x94d049bb133111ebL);
    return fingerprints.xorShift(z, 31);
  }

  /**
   * How often each of 64 bits is set in a row's numbers, uint64 [rows × n], as int64 [rows × 64].
   */
  private String bitCounts(String numbers) {
    List<String> sums = new ArrayList<>();
    for (int bit = 0; bit < LANE; bit++) {
      sums.add(logic.sum(masked(numbers, bit, LANE_STARTS)));
    }
    String lanes = fingerprints.unsigned(logic.concat(1, sums.toArray(String[]::new)));
    return logic.concat(
        1,
        masked(lanes, 0, LANE_MASK),
        masked(lanes, LANE, LANE_MASK),
        masked(lanes, 2 * LANE, LANE_MASK),
        logic.sum(masked(numbers, BLOCK - 1, 1)));
  }

  /** numbers >>> bits &amp; mask, as int64. */
  private String masked(String numbers, int bits, long mask) {
    String shifted = bits == 0 ? numbers : fingerprints.shift(numbers, bits, "RIGHT");
    return fingerprints.signed(graph.add("BitwiseAnd", shifted, graph.unsigned(mask)));
  }
}
