/**
 * The network: embedding tables, hidden ReLU layers and an exact softmax over all classes, on plain
 * float arrays. {@link org.hybridrec.core.network.NetworkShape} says how big it is, {@link
 * org.hybridrec.core.network.Network} holds the weights and computes logits, {@link
 * org.hybridrec.core.network.NetworkTrainer} makes one training step after the other.
 *
 * <p>Results are the same bits on every JVM and for any number of threads: work is cut into units
 * of fixed size (tiles of 512 classes, blocks of rows), every element of a matrix product is one
 * chain of fused multiply-adds in ascending order, sums run over 16 lanes in a fixed tree, and the
 * exponential function is our own.
 */
@NullMarked
package org.hybridrec.core.network;

import org.jspecify.annotations.NullMarked;
