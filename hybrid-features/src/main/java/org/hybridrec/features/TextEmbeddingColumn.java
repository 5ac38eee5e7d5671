package org.hybridrec.features;

import java.util.List;
import org.hybridrec.features.text.VectorEncoder;

/**
 * Text turned into a vector by a frozen encoder, as TensorFlow Hub's {@code text_embedding_column}
 * with {@code trainable=false}. Immutable. A missing text gives zeros. For a text embedding that is
 * learned, embed the words: {@code embedding(hashBucket(field("title").words(), 20_000), 50)}.
 *
 * @param name the column's name
 * @param field where the text comes from
 * @param encoder what turns it into a vector
 */
public record TextEmbeddingColumn(String name, Field field, VectorEncoder encoder)
    implements DenseColumn {

  /** Checks the name and the encoder's width. */
  public TextEmbeddingColumn {
    Check.name("a text embedding column's name", name);
    Check.atLeastOne(name, "the encoder's width", encoder.width());
    if (field.weights() != null) {
      throw new IllegalArgumentException(
          Check.at(name) + "an encoder takes no weights; use the field without weightedBy");
    }
  }

  static TextEmbeddingColumn of(Field field, VectorEncoder encoder) {
    return new TextEmbeddingColumn(field.name() + "_text_embedding", field, encoder);
  }

  @Override
  public TextEmbeddingColumn named(String name) {
    return new TextEmbeddingColumn(name, field, encoder);
  }

  @Override
  public int width() {
    return encoder.width();
  }

  @Override
  public List<Field> fields() {
    return List.of(field);
  }
}
