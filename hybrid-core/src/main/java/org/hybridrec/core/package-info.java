/**
 * The recommender: recipe, fitting, and the model that answers.
 *
 * <p>{@link org.hybridrec.core.HybridRecommender} is the recipe: columns, label, network and
 * training options. Its {@code fit} reads an {@link org.hybridrec.features.source.ExampleSource}
 * and gives a {@link org.hybridrec.core.HybridModel}, which recommends, evaluates, and is saved to
 * and loaded from one file.
 */
@NullMarked
package org.hybridrec.core;

import org.jspecify.annotations.NullMarked;
