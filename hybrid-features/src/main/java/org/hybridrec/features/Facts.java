package org.hybridrec.features;

import org.hybridrec.features.text.Tokenizer;
import org.hybridrec.features.text.VectorEncoder;

/**
 * Finds the fitted facts that a textual definition only names: in a recipe a fact is a file or is
 * fitted on the training rows, in a model file it is a tensor.
 */
public interface Facts {

  /**
   * Returns a vocabulary.
   *
   * @param fact how the definition names it
   * @param field the field whose values it lists
   * @throws DefinitionException if it cannot be found
   */
  Vocabulary vocabulary(Definition fact, Field field);

  /**
   * Returns a table of given vectors.
   *
   * @throws DefinitionException if it cannot be found
   */
  VectorTable vectors(Definition fact);

  /**
   * Returns a number, written out or fitted on a field.
   *
   * @throws DefinitionException if it is neither
   */
  float number(Definition fact, Field field);

  /**
   * Returns an encoder.
   *
   * @throws DefinitionException if it is not known or was not given
   */
  VectorEncoder encoder(Definition fact);

  /**
   * Returns a tokenizer; only the built-in ones, unless this is overridden.
   *
   * @throws IllegalArgumentException if it is not known or was not given
   */
  default Tokenizer tokenizer(Definition fact) {
    return Tokenizer.named(fact.text());
  }
}
