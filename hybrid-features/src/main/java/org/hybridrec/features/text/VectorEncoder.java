package org.hybridrec.features.text;

import java.util.List;

/**
 * Turns the values of a field into a vector of fixed width: a frozen input of the network, never
 * trained. Implementations are immutable and thread-safe, and give the same floats for the same
 * values on every machine.
 *
 * <p>A model file holds {@link #name} and {@link #fingerprint} of each encoder that it does not
 * carry in itself, and is loaded only together with an encoder that has both.
 */
public interface VectorEncoder {

  /** Returns a short name for messages and for finding the encoder when a model is loaded. */
  String name();

  /**
   * Returns the SHA-256, as 64 lower-case hex digits, of everything that decides the output: kind,
   * version of the method, parameters, tables. Two encoders with the same fingerprint give the same
   * vectors.
   */
  String fingerprint();

  /** Returns the number of floats of a vector, at least 1. */
  int width();

  /**
   * Encodes the values of one row, writing (not adding to) {@link #width} floats, all of them
   * finite. No values give zeros.
   *
   * @param values the values of the row in their order; empty where the row has none
   * @param target where the vector goes
   * @param offset the vector's first place in the target
   * @throws org.hybridrec.features.hashing.MalformedTextException if a value holds an unpaired
   *     surrogate; the target is then unchanged
   * @throws IndexOutOfBoundsException if the vector does not fit the target
   */
  void encode(List<String> values, float[] target, int offset);
}
