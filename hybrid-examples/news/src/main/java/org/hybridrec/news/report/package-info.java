/**
 * The report of a training run as one HTML file: {@link org.hybridrec.news.report.RunReport}
 * gathers and writes it. Needs no network and holds no script; charts are SVG within the page, in
 * the colours of the reader's light or dark scheme.
 */
@NullMarked
package org.hybridrec.news.report;

import org.jspecify.annotations.NullMarked;
