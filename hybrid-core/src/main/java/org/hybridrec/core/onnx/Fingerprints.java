package org.hybridrec.core.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;

/**
 * Fingerprints in the graph, all 64 bits of them, as uint64.
 *
 * <p>The operator of the extensions gives Fingerprint64 mod n for an n below 2^63, no more. Two
 * such remainders are enough: f mod 2^62 are its lower 62 bits, l; and for its two upper bits, h, f
 * ≡ l - h (mod 5), as 2^62 ≡ -1, so h = (l - f) mod 5.
 *
 * <p>Only int64 is multiplied by ONNX Runtime, and only uint64 shifted, hence the casts, which keep
 * all bits. Products wrap around, as in Java.
 */
final class Fingerprints {

  private static final int LOWER_BITS = 62;
  private static final long MULTIPLIER = 0xc6a4a7935bd1e995L;
  private static final int SHIFT = 47;

  private final Graph graph;

  Fingerprints(Graph graph) {
    this.graph = graph;
  }

  /** Fingerprint64 mod buckets of each text, int64. */
  String bucket(String texts, long buckets) {
    return graph.add(Operator.extension("StringToHashBucketFast", texts, graph.longs(buckets)));
  }

  /** Fingerprint64 of each text, uint64. */
  String of(String texts) {
    String low = bucket(texts, 1L << LOWER_BITS);
    String five = bucket(texts, 5);
    String high = graph.add("Mod", graph.add("Sub", low, five), graph.scalar(5));
    String shifted = shift(unsigned(high), LOWER_BITS, "LEFT");
    return graph.add("BitwiseOr", unsigned(low), shifted);
  }

  /** FingerprintCat64 of a and b, uint64 both. */
  String cat(String a, String b) {
    String mixed = xor(a, graph.unsigned(MULTIPLIER));
    mixed = xor(mixed, times(shiftMix(times(b, MULTIPLIER)), MULTIPLIER));
    mixed = times(mixed, MULTIPLIER);
    mixed = times(shiftMix(mixed), MULTIPLIER);
    return shiftMix(mixed);
  }

  /** The remainder of an unsigned number, int64. */
  String remainder(String value, long divisor) {
    return graph.cast(graph.add("Mod", value, graph.unsigned(divisor)), DataType.INT64);
  }

  private String shiftMix(String value) {
    return xorShift(value, SHIFT);
  }

  /** value ^ value >>> bits. */
  String xorShift(String value, int bits) {
    return xor(value, shift(value, bits, "RIGHT"));
  }

  String shift(String value, int bits, String direction) {
    return graph.add(
        Operator.of("BitShift", value, graph.unsigned(bits)).with("direction", direction));
  }

  private String xor(String a, String b) {
    return graph.add("BitwiseXor", a, b);
  }

  /** The lower 64 bits of a product. */
  String times(String value, long factor) {
    return unsigned(graph.add("Mul", signed(value), graph.scalar(factor)));
  }

  /** The lower 64 bits of a sum. */
  String plus(String value, long summand) {
    return unsigned(graph.add("Add", signed(value), graph.scalar(summand)));
  }

  String signed(String value) {
    return graph.cast(value, DataType.INT64);
  }

  String unsigned(String value) {
    return graph.cast(value, DataType.UINT64);
  }
}
