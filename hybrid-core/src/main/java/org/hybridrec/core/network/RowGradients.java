package org.hybridrec.core.network;

/** What is done with the gradient of some rows as soon as it is complete, by whoever formed it. */
@FunctionalInterface
interface RowGradients {

  /** Takes rows [from, to) of a gradient. */
  void take(float[][] gradient, int from, int to);
}
