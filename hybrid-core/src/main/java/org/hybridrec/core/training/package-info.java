/**
 * The one training loop: epochs of shuffled batches over {@link
 * org.hybridrec.features.encoded.EncodedRows}, with limits, validation, early stopping and
 * listeners. What a step does to the weights is the {@link
 * org.hybridrec.core.network.NetworkTrainer}'s business.
 */
@NullMarked
package org.hybridrec.core.training;

import org.jspecify.annotations.NullMarked;
