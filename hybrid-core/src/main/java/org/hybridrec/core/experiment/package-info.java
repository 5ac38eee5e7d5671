/**
 * Studies: several arms learn from the same rows by the same code and budget, and are measured on
 * the same other rows.
 *
 * <p>An {@link org.hybridrec.core.experiment.Experiment} is read from YAML and run on {@link
 * org.hybridrec.core.experiment.ExperimentRows}; its {@link
 * org.hybridrec.core.experiment.ExperimentResult} holds the comparison. Guards against leakage come
 * along: arms that learn from {@linkplain org.hybridrec.core.experiment.PermutedFields permuted}
 * labels or fields, and {@linkplain org.hybridrec.core.experiment.Canary columns that give the
 * label away}.
 */
@NullMarked
package org.hybridrec.core.experiment;

import org.jspecify.annotations.NullMarked;
