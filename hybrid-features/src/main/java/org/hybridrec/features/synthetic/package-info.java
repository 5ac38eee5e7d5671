/**
 * Generated data whose truth is known: {@link org.hybridrec.features.synthetic.NewsSite}, a news
 * site with visitors, articles and page views in which the probability of every click can be
 * computed.
 *
 * <p>Everything follows from a seed, in the same way on every Java version. Inside, {@code
 * StableRandom} makes numbers, {@code Newsroom} writes articles, {@code ClickModel} holds the
 * formula and {@code BrowsingLog} lets visitors click.
 */
@NullMarked
package org.hybridrec.features.synthetic;

import org.jspecify.annotations.NullMarked;
