package org.hybridrec.core.factorization;

/**
 * Is told how a factorization goes, on the fitting thread: a slow listener slows the fit, an
 * exception from it ends the fit.
 */
@FunctionalInterface
public interface WalsListener {

  /** Listens to nothing. */
  WalsListener NONE = (iteration, loss) -> {};

  /**
   * An iteration is over: items were solved, then users.
   *
   * @param iteration its number, from 1
   * @param loss the full objective, unobserved cells and regularization included
   */
  void onIteration(int iteration, double loss);
}
