/**
 * Recommenders without a network, as a yardstick for those with one. They only count, or solve one
 * system of equations, and are measured by the same {@link org.hybridrec.core.evaluation.Evaluator}
 * as models are:
 *
 * <ul>
 *   <li>{@link org.hybridrec.core.baselines.Popularity}: the most frequent labels, of all time or
 *       of a recent window
 *   <li>{@link org.hybridrec.core.baselines.Transitions}: what followed the current item
 *   <li>{@link org.hybridrec.core.baselines.DecayedTransitions}: what followed the last few items
 *   <li>{@link org.hybridrec.core.baselines.ItemNeighbours}: what is read in the same sessions
 *   <li>{@link org.hybridrec.core.baselines.Ease}: a linear model in closed form
 *   <li>{@link org.hybridrec.core.baselines.FactorsAlone}: the collaborative filter by itself
 * </ul>
 *
 * <p>What a row says of the visitor is its {@link org.hybridrec.core.baselines.History}.
 */
@NullMarked
package org.hybridrec.core.baselines;

import org.jspecify.annotations.NullMarked;
