/**
 * Ranking metrics on arrays: one row is a score for each class and the class that came next.
 *
 * <p>Feed rows to a {@link org.hybridrec.core.evaluation.RankingEvaluator} and ask it for its
 * {@link org.hybridrec.core.evaluation.Evaluation}. Nothing here knows a model, and nothing is
 * dropped: a row whose label the model does not know is a miss.
 */
@NullMarked
package org.hybridrec.core.evaluation;

import org.jspecify.annotations.NullMarked;
