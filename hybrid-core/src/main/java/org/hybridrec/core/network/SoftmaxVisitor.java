package org.hybridrec.core.network;

/**
 * Sees the logits of a batch piece by piece, and of each row, when all its pieces were seen, what
 * turns a logit into a probability.
 */
public interface SoftmaxVisitor {

  /**
   * Takes the logits of one row and some consecutive classes. Each class of a row comes once; the
   * pieces come in any order of classes, and pieces of different rows are interleaved.
   *
   * @param row row of the batch
   * @param firstClass class of the first logit
   * @param logits holds them at {@code 0 … count - 1}; valid during the call only, and not to be
   *     changed
   * @param count how many, at least 1
   * @param max the greatest of them, NaN if one of them is
   */
  void visit(int row, int firstClass, float[] logits, int count, float max);

  /**
   * Takes the denominator of a row whose classes were all seen.
   *
   * @param row row of the batch
   * @param sum over all classes; valid during the call only
   */
  void finish(int row, SoftmaxSum sum);
}
