package org.hybridrec.features.dataset;

/**
 * What {@link Cleaning} changed. Immutable.
 *
 * @param cutAuthors cells with more than a first author
 * @param unreadableMonths cells that hold something and no month, which are now missing
 */
public record CleaningCounts(long cutAuthors, long unreadableMonths) {}
