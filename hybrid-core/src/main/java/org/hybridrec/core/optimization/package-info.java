/**
 * How gradients change weights: {@link org.hybridrec.core.optimization.Optimizer} and its three
 * rules. Works on ranges of plain arrays and knows neither layers nor batches.
 */
@NullMarked
package org.hybridrec.core.optimization;

import org.jspecify.annotations.NullMarked;
