package org.hybridrec.features;

import java.util.List;
import java.util.Optional;
import org.hybridrec.features.encoded.Combiner;

/**
 * Ids looked up in a table of vectors, as TensorFlow's {@code embedding_column}. Immutable. A row's
 * vectors are combined (mean by default); a row without ids gives zeros. The table is learned, or
 * given as a {@link VectorTable} and then frozen unless made trainable.
 *
 * @param name the column's name
 * @param of where the ids come from
 * @param width floats a vector, at least 1
 * @param combiner how the vectors of several ids become one
 * @param maxNorm vectors longer than this are scaled down to it; {@link Float#POSITIVE_INFINITY}
 *     for no limit
 * @param trainable false if training leaves the table as it is
 * @param table name of the table; columns with the same table name share one table
 * @param initial the given vectors, one for each id
 */
public record EmbeddingColumn(
    String name,
    CategoricalColumn of,
    int width,
    Combiner combiner,
    float maxNorm,
    boolean trainable,
    String table,
    Optional<VectorTable> initial)
    implements DenseColumn {

  /** Checks width, norm, and size and keys of a given table. */
  public EmbeddingColumn {
    Check.name("an embedding column's name", name);
    Check.name("an embedding table's name", table);
    Check.atLeastOne(name, "width", width);
    if (!(maxNorm > 0)) {
      throw new IllegalArgumentException(
          Check.at(name) + "maxNorm must be positive, was " + maxNorm);
    }
    initial.ifPresent(given -> checkGiven(name, of, width, given));
  }

  private static void checkGiven(String name, CategoricalColumn of, int width, VectorTable given) {
    if (given.size() != of.cardinality() || given.width() != width) {
      throw new IllegalArgumentException(
          Check.at(name)
              + "the given table must have "
              + of.cardinality()
              + " rows of "
              + width
              + ", had "
              + given.size()
              + " of "
              + given.width());
    }
    if (of instanceof VocabularyColumn keyed && !keyed.vocabulary().equals(given.keys())) {
      throw new IllegalArgumentException(
          Check.at(name) + "the given table must have the keys of the vocabulary in its order");
    }
  }

  static EmbeddingColumn of(CategoricalColumn of, int width) {
    String name = of.name() + "_embedding";
    return new EmbeddingColumn(
        name, of, width, Combiner.MEAN, Float.POSITIVE_INFINITY, true, name, Optional.empty());
  }

  /** Returns this column with another combiner. */
  public EmbeddingColumn combinedBy(Combiner combiner) {
    return new EmbeddingColumn(name, of, width, combiner, maxNorm, trainable, table, initial);
  }

  /**
   * Returns this column with vectors scaled down to a length (L2) when they are looked up.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public EmbeddingColumn withMaxNorm(float maxNorm) {
    return new EmbeddingColumn(name, of, width, combiner, maxNorm, trainable, table, initial);
  }

  /** Returns this column with a table that training changes, or leaves as it is. */
  public EmbeddingColumn trainable(boolean trainable) {
    return new EmbeddingColumn(name, of, width, combiner, maxNorm, trainable, table, initial);
  }

  /**
   * Returns this column with its vectors in the table of that name. Columns with the same table
   * name share their vectors and must agree on cardinality, width, norm and trainability.
   *
   * @throws IllegalArgumentException if the name is blank
   */
  public EmbeddingColumn sharing(String table) {
    return new EmbeddingColumn(name, of, width, combiner, maxNorm, trainable, table, initial);
  }

  /** Returns the same column, and the same table, under another name. */
  @Override
  public EmbeddingColumn named(String name) {
    String renamed = table.equals(this.name) ? name : table;
    return new EmbeddingColumn(name, of, width, combiner, maxNorm, trainable, renamed, initial);
  }

  @Override
  public List<Field> fields() {
    return of.fields();
  }
}
