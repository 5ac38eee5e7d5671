package org.hybridrec.core.training;

import org.hybridrec.core.network.Network;

/**
 * What a training gave. Immutable, as long as nobody trains the network on.
 *
 * @param network the trained network; after early stopping the one with the best validation loss
 * @param steps steps made
 * @param epochs epochs begun
 * @param loss mean loss over the rows of the last epoch
 * @param validationLoss validation loss of the network, NaN where there were no validation rows
 */
public record TrainingResult(
    Network network, long steps, int epochs, double loss, double validationLoss) {}
