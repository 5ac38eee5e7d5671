/**
 * From page views to data sets: next-content examples, cleaning, splits, fitted facts, shards.
 *
 * <p>Start at {@link org.hybridrec.features.dataset.Preparation}, which does all of it in one call,
 * or take the steps one by one, each a source that reads another:
 *
 * <ol>
 *   <li>{@link org.hybridrec.features.dataset.Cleaning}: first author, months since 1970
 *   <li>{@link org.hybridrec.features.dataset.NextContent}: examples whose label is the content
 *       that the same visitor viewed next
 *   <li>{@link org.hybridrec.features.dataset.Split}: by visitor, by time, or as the lab did, and
 *       {@link org.hybridrec.features.dataset.Leakage} to see what the parts have in common
 *   <li>{@link org.hybridrec.features.dataset.ReversedRows}, to learn from rows in both directions
 *   <li>{@link org.hybridrec.features.dataset.PartFacts}: vocabularies and means, each with the
 *       rows it was fitted on, and {@link org.hybridrec.features.dataset.FactCheck} to find those
 *       that have seen evaluation rows
 *   <li>{@link org.hybridrec.features.dataset.SelectedColumns}, {@link
 *       org.hybridrec.features.dataset.Shards}, {@link org.hybridrec.features.dataset.FactFiles}:
 *       onto disk
 * </ol>
 *
 * <p><b>How it works.</b> {@code ViewReader} takes views out of the source and counts those that
 * cannot be used; {@code ViewSorter} puts them in the order of visitors and time, beyond memory
 * with the help of a {@code SpillFile}; {@code ExampleStream} walks along that order with one view
 * of look-ahead and makes the examples; {@code ExampleReader} hands these out in batches.
 *
 * <p><b>Odd and bad input</b>, each counted in {@link org.hybridrec.features.dataset.ViewCounts},
 * {@link org.hybridrec.features.dataset.CleaningCounts} or {@link
 * org.hybridrec.features.dataset.Leakage}:
 *
 * <ul>
 *   <li>views out of order: sorted
 *   <li>negative times: ordered as numbers
 *   <li>equal times: in the order of the source
 *   <li>duplicate views, repeated contents: kept, or left out if asked for
 *   <li>a time, visitor or content that is missing or unreadable: the view is left out
 *   <li>a visitor with one view: gives no example
 *   <li>a month that is unreadable: missing
 *   <li>a row outside the windows of a split, or without the ids that it needs: in no part, but
 *       without a visitor for training
 *   <li>a part without rows: an {@link org.hybridrec.features.source.InvalidDataException}
 *   <li>a visitor or label on one side of a split only: kept; a duplicate row on both: kept
 * </ul>
 */
@NullMarked
package org.hybridrec.features.dataset;

import org.jspecify.annotations.NullMarked;
