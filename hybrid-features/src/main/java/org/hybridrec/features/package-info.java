/**
 * Feature columns as immutable values, and the encoder that turns raw rows into ids and floats.
 *
 * <p>Start at {@link org.hybridrec.features.FeatureColumns}: a {@link
 * org.hybridrec.features.CategoricalColumn} gives ids, a {@link org.hybridrec.features.DenseColumn}
 * gives numbers; embedding and indicator are the two bridges from the first to the second,
 * bucketizing turns a number into a category and crossing combines categories. A column describes
 * what goes in and knows nothing of weights. {@link org.hybridrec.features.FeatureEncoder} binds
 * columns to a source's schema; the same encoder serves training and recommendation.
 */
@NullMarked
package org.hybridrec.features;

import org.jspecify.annotations.NullMarked;
