package org.hybridrec.features;

import org.hybridrec.features.text.VectorEncoder;

/** Takes the fitted facts out of columns that are written down, and says how to name them. */
public interface FactSink {

  /** Keeps a vocabulary of the column with that name and returns how the definition names it. */
  Object vocabulary(String column, Vocabulary vocabulary);

  /** Keeps the given vectors of an embedding column and returns how the definition names them. */
  Object vectors(EmbeddingColumn column, VectorTable vectors);

  /** Keeps an encoder of the column with that name and returns how the definition names it. */
  Object encoder(String column, VectorEncoder encoder);
}
