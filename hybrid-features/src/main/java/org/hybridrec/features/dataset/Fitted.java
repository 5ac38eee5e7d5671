package org.hybridrec.features.dataset;

/**
 * A fact about a field and the rows it was fitted on, made by {@link PartFacts}. Immutable.
 *
 * @param <T> {@link org.hybridrec.features.ValueCounts} or {@link org.hybridrec.features.Moments}
 * @param field the field
 * @param value the fact
 * @param on the rows
 */
public record Fitted<T>(String field, T value, FittedOn on) {}
