package org.hybridrec.core.evaluation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to look at; null and empty say that it is not.
 *
 * @param ages the ranges of ages, null exactly where there is no field of ages
 */
record EvaluationOptions(
    int k,
    @Nullable String visitor,
    @Nullable String history,
    @Nullable String age,
    @Nullable Ranges ages,
    @Nullable TrainingCounts counts,
    List<String> seen) {}
