package org.hybridrec.features;

import java.util.List;
import org.hybridrec.features.text.TextEncoder;
import org.hybridrec.features.text.VectorEncoder;

/**
 * The values of a field turned into a vector by a frozen encoder: a text by a {@link TextEncoder},
 * as TensorFlow Hub's {@code text_embedding_column} with {@code trainable=false} does, or the items
 * of a history by factors that were fitted before. Immutable. A row without values gives zeros.
 *
 * <p>A text encoder takes text; any other encoder takes text or whole numbers, which it gets as
 * decimal text, one value or a list of them. For vectors that are learned, embed a categorical
 * column: {@code embedding(hashBucket(field("title").words(), 20_000), 50)}.
 *
 * @param name the column's name
 * @param field where the values come from
 * @param encoder what turns them into a vector
 */
public record VectorColumn(String name, Field field, VectorEncoder encoder) implements DenseColumn {

  /** Checks the name and the encoder's width. */
  public VectorColumn {
    Check.name("a vector column's name", name);
    Check.atLeastOne(name, "the encoder's width", encoder.width());
    if (field.weights() != null) {
      throw new IllegalArgumentException(
          Check.at(name) + "an encoder takes no weights; use the field without weightedBy");
    }
  }

  static VectorColumn of(Field field, VectorEncoder encoder) {
    String suffix = encoder instanceof TextEncoder ? "text_embedding" : encoder.name();
    return new VectorColumn(field.name() + "_" + suffix, field, encoder);
  }

  /** Whether the encoder makes vectors of text, and not of ids. */
  boolean isText() {
    return encoder instanceof TextEncoder;
  }

  @Override
  public VectorColumn named(String name) {
    return new VectorColumn(name, field, encoder);
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
