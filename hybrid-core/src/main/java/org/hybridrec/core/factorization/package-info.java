/**
 * Collaborative filtering by weighted alternating least squares: from observations of users and
 * items to factors of both, and from the contents that somebody has just seen to factors without
 * any training.
 *
 * <p>{@link org.hybridrec.core.factorization.Interactions} holds the observations, {@link
 * org.hybridrec.core.factorization.Wals} says what is minimized and how, {@link
 * org.hybridrec.core.factorization.Factorization} is the result. {@link
 * org.hybridrec.core.factorization.FoldIn} solves for one more user.
 */
@NullMarked
package org.hybridrec.core.factorization;

import org.jspecify.annotations.NullMarked;
