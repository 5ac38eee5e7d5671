package org.hybridrec.core.evaluation;

import it.unimi.dsi.fastutil.ints.IntList;

/**
 * What an evaluation knows of a row beside its scores.
 *
 * @param group the number of the group that the row's visitor is in
 * @param trainingCount how often the label was one in training; 0 for a missing label
 * @param historyLength how many items came before
 * @param age the age, NaN where it is missing
 * @param seen classes of items that the visitor has seen, may repeat
 */
record RowFacts(int group, long trainingCount, int historyLength, double age, IntList seen) {}
