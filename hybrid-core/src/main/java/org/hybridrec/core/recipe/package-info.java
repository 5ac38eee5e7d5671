/**
 * Recipes as YAML files: the same keys as in a model file, but fitted facts (vocabularies, means)
 * are named instead of held: {@code {file: …}} or {@code {fit: …}}. {@link
 * org.hybridrec.core.recipe.Recipe#fit} fits them on the training rows and gives a {@link
 * org.hybridrec.core.HybridRecommender}.
 */
@NullMarked
package org.hybridrec.core.recipe;

import org.jspecify.annotations.NullMarked;
