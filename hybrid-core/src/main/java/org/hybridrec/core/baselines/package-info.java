/**
 * Recommenders without a network, as a yardstick for those with one: the most popular items ({@link
 * org.hybridrec.core.baselines.Popularity}), and what followed the current item most often ({@link
 * org.hybridrec.core.baselines.Transitions}). They only count, and are measured by the same {@link
 * org.hybridrec.core.evaluation.RankingEvaluator} as models are.
 */
@NullMarked
package org.hybridrec.core.baselines;

import org.jspecify.annotations.NullMarked;
