package org.hybridrec.core.network;

/** Sees the logits of a batch piece by piece, so that those of all classes need no array. */
@FunctionalInterface
public interface TileVisitor {

  /**
   * Takes the logits of one row and some consecutive classes. For each row the pieces come in
   * ascending order of classes, without gaps; pieces of different rows are interleaved.
   *
   * @param row row of the batch
   * @param firstClass class of the first logit
   * @param logits holds them at {@code offset … offset + count - 1}; valid during the call only,
   *     and not to be changed
   * @param offset where they begin
   * @param count how many, at least 1
   */
  void visit(int row, int firstClass, float[] logits, int offset, int count);
}
