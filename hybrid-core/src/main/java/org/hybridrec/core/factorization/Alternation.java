package org.hybridrec.core.factorization;

import java.util.Arrays;
import java.util.function.Supplier;

/** Solves for the one side and the other in turn, and knows the loss. */
final class Alternation {

  private final HalfStep users;
  private final HalfStep items;
  private final Objective objective;
  private final int threads;
  private final Supplier<RowSolver> solvers;

  Alternation(
      HalfStep users,
      HalfStep items,
      Objective objective,
      int threads,
      Supplier<RowSolver> solvers) {
    this.users = users;
    this.items = items;
    this.objective = objective;
    this.threads = threads;
    this.solvers = solvers;
  }

  /**
   * Solves for the users, then in each iteration for the items and again for the users: so the
   * users' factors are in the end those that folding in gives.
   *
   * @param userFactors replaced
   * @param itemFactors where to begin, replaced
   * @return the loss after each iteration
   */
  double[] run(
      float[][] userFactors,
      float[][] itemFactors,
      int iterations,
      double tolerance,
      WalsListener listener) {
    double[] losses = new double[iterations];
    double[] itemGram = gram(itemFactors);
    users.solve(itemFactors, itemGram, userFactors, threads, solvers);
    double[] userGram = gram(userFactors);
    for (int iteration = 0; iteration < iterations; iteration++) {
      items.solve(userFactors, userGram, itemFactors, threads, solvers);
      itemGram = gram(itemFactors);
      double observed = users.solve(itemFactors, itemGram, userFactors, threads, solvers);
      userGram = gram(userFactors);
      // Σ over all cells of (x·y)² is the trace of XᵀX YᵀY.
      double all = objective.unobservedWeight() * Products.dot(userGram, itemGram);
      losses[iteration] = observed + all + items.penalty(itemFactors);
      listener.onIteration(iteration + 1, losses[iteration]);
      if (iteration > 0
          && losses[iteration - 1] - losses[iteration] <= tolerance * losses[iteration - 1]) {
        return Arrays.copyOf(losses, iteration + 1);
      }
    }
    return losses;
  }

  private double[] gram(float[][] rows) {
    return Products.gram(rows, rows[0].length, threads);
  }
}
