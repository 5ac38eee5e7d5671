package org.hybridrec.core;

/**
 * How much a column did for something. Immutable.
 *
 * @param column the column's name
 * @param value how much; what it measures is said by the method of {@link ColumnContributions} that
 *     gave it
 */
public record ColumnContribution(String column, double value) {}
