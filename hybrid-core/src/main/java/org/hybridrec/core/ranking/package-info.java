/**
 * Picking the best of many scores: a bounded heap over streamed scores and what comes out of it.
 *
 * <p>Start with {@link org.hybridrec.core.ranking.TopK}. It knows classes by number and scores as
 * floats; {@link org.hybridrec.core.ranking.ClassSet} names classes to leave out or to choose
 * among; {@link org.hybridrec.core.ranking.Recommendation} is one line of the answer a caller sees.
 */
@NullMarked
package org.hybridrec.core.ranking;

import org.jspecify.annotations.NullMarked;
