/**
 * Honest measurement of rankings: one row is a score for each item and the item that came next.
 *
 * <p>Whatever ranks is a {@link org.hybridrec.core.evaluation.Scorer}. An {@link
 * org.hybridrec.core.evaluation.Evaluator} sends rows through it and gives a {@link
 * org.hybridrec.core.evaluation.RankingReport}; a {@link org.hybridrec.core.evaluation.Comparison}
 * puts several beside each other, with intervals and paired differences. {@link
 * org.hybridrec.core.evaluation.RankingEvaluator} is the sum underneath, for rows that are at hand
 * as arrays, and {@link org.hybridrec.core.evaluation.Evaluation} its result.
 *
 * <p>Nothing here knows a model, and nothing is dropped: a row whose label the model does not know
 * is a miss.
 */
@NullMarked
package org.hybridrec.core.evaluation;

import org.jspecify.annotations.NullMarked;
