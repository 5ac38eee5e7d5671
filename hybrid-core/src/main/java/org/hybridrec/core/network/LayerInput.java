package org.hybridrec.core.network;

import org.jspecify.annotations.Nullable;

/**
 * What a layer's kernel is multiplied with, for some rows.
 *
 * @param rowCount number of rows
 * @param dense [rows × at least width] numbers
 * @param width dense numbers a row
 * @param gradientWidth how many of them, from the first, want a gradient
 * @param sparse kernel rows to gather, null for none
 */
@SuppressWarnings("ArrayRecordComponent") // a view on network memory, compared by nobody
record LayerInput(
    int rowCount, float[][] dense, int width, int gradientWidth, @Nullable SparseInput sparse) {}
