/**
 * Small programs, one idea each, to start from: rows in memory ({@link
 * org.hybridrec.news.recipes.FromMaps}), rows in files ({@link
 * org.hybridrec.news.recipes.FromCsv}), a model that answers ({@link
 * org.hybridrec.news.recipes.Serving}), titles read by an encoder of one's own ({@link
 * org.hybridrec.news.recipes.OwnTextEncoder}).
 */
@NullMarked
package org.hybridrec.news.recipes;

import org.jspecify.annotations.NullMarked;
