package org.hybridrec.features.text;

import java.nio.file.Path;
import java.util.List;

/**
 * Encodes a text as a vector. Several values of a row are one text, joined by a blank. Immutable
 * and thread-safe, as every {@link VectorEncoder}.
 */
public interface TextEncoder extends VectorEncoder {

  /**
   * Encodes one text, writing {@link #width} floats. The empty text gives zeros.
   *
   * @param text any well-formed text
   * @param target where the vector goes
   * @param offset the vector's first place in the target
   * @throws org.hybridrec.features.hashing.MalformedTextException if the text holds an unpaired
   *     surrogate; the target is then unchanged
   * @throws IndexOutOfBoundsException if the vector does not fit the target
   */
  void encode(String text, float[] target, int offset);

  @Override
  default void encode(List<String> values, float[] target, int offset) {
    encode(values.size() == 1 ? values.get(0) : String.join(" ", values), target, offset);
  }

  /**
   * Returns the vector of one text, {@code float[width]}.
   *
   * @throws org.hybridrec.features.hashing.MalformedTextException if the text holds an unpaired
   *     surrogate
   */
  default float[] encode(String text) {
    float[] vector = new float[width()];
    encode(text, vector, 0);
    return vector;
  }

  /**
   * Returns an encoder that needs no training and no file: a random projection of words and
   * character n-grams, of unit length. See {@link HashedTextEncoder}.
   *
   * <pre>{@code
   * float[] vector = TextEncoder.hashed(128, 42).encode("Öffi-Streik in Wien");
   * }</pre>
   *
   * @param width floats a vector, from 1 to 65,536; 64 to 256 are usual
   * @param seed any number: another seed, another projection
   * @throws IllegalArgumentException if the width is out of range
   */
  static HashedTextEncoder hashed(int width, long seed) {
    return new HashedTextEncoder(width, seed);
  }

  /**
   * Returns an encoder that adds up the word vectors of a word2vec or fastText {@code .vec} file.
   * See {@link WordVectors#read(Path)} for the form of the file and {@link WordVectorEncoder} for
   * the options.
   *
   * <pre>{@code
   * TextEncoder encoder = TextEncoder.wordVectors(Path.of("de.vec")).unitLength();
   * }</pre>
   *
   * @throws MalformedWordVectorsException if the file is not of this form
   * @throws java.io.UncheckedIOException if it cannot be read
   */
  static WordVectorEncoder wordVectors(Path file) {
    return wordVectors(WordVectors.read(file));
  }

  /** Returns an encoder that adds up word vectors. See {@link WordVectorEncoder}. */
  static WordVectorEncoder wordVectors(WordVectors vectors) {
    return WordVectorEncoder.of(vectors);
  }
}
