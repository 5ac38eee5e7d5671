package org.hybridrec.features.dataset;

import java.util.List;

/**
 * A view and the one that its visitor made next.
 *
 * @param view the view
 * @param next the next one, whose content is the label
 * @param history contents of the views before, newest first
 */
record Example(View view, View next, List<String> history) {}
