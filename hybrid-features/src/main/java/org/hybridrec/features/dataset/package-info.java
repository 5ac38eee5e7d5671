/**
 * From page views to data sets: next-content examples, cleaning, splits, fitted facts, shards.
 *
 * <p>Start at {@link org.hybridrec.features.dataset.NextContent}: it turns the log of page views
 * into examples whose label is the content that the same visitor viewed next.
 *
 * <p><b>How it works.</b> {@code ViewReader} takes views out of the source and counts those that
 * cannot be used; {@code ViewSorter} puts them in the order of visitors and time, beyond memory
 * with the help of a {@code SpillFile}; {@code ExampleStream} walks along that order with one view
 * of look-ahead and makes the examples; {@code ExampleReader} hands these out in batches.
 */
@NullMarked
package org.hybridrec.features.dataset;

import org.jspecify.annotations.NullMarked;
