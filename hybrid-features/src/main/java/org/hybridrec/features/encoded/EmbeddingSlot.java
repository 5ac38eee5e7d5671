package org.hybridrec.features.encoded;

/**
 * Ids that look up rows of an embedding table and combine them. Immutable.
 *
 * @param name unique name within the layout
 * @param table name of the table; slots with the same table name share one table
 * @param cardinality number of rows of the table; ids are in [0, cardinality)
 * @param width floats a row of the table
 * @param combiner how several rows become one
 * @param maxNorm rows longer than this (L2) are scaled down when looked up, before combining;
 *     {@link Float#POSITIVE_INFINITY} for no limit
 * @param trainable false if training leaves the table as it is
 * @param given true if the table's initial rows are supplied with the layout's owner, false if they
 *     are drawn from the seed (truncated normal, σ = 1/√width)
 */
public record EmbeddingSlot(
    String name,
    String table,
    int cardinality,
    int width,
    Combiner combiner,
    float maxNorm,
    boolean trainable,
    boolean given)
    implements Slot {}
