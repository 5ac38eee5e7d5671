/**
 * The command line of the library and its demo: {@link org.hybridrec.news.Hybrid} trains,
 * evaluates, describes and asks models from files, {@link org.hybridrec.news.Demo} walks the whole
 * way on a generated news site.
 */
@NullMarked
package org.hybridrec.news;

import org.jspecify.annotations.NullMarked;
