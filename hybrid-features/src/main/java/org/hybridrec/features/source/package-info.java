/**
 * Where rows come from: re-openable streams of column batches with raw values, in memory and CSV.
 *
 * <p>A source knows names and types, never what a column means. It imports nothing else of this
 * library.
 */
@NullMarked
package org.hybridrec.features.source;

import org.jspecify.annotations.NullMarked;
