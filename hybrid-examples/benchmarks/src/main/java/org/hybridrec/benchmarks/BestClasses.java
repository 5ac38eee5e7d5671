package org.hybridrec.benchmarks;

/**
 * The most probable classes of a row, best first.
 *
 * @param classes class indices
 * @param probabilities beside each its probability among all classes
 */
@SuppressWarnings(
    "ArrayRecordComponent") // on its way from one loop to the next, compared by nobody
record BestClasses(int[] classes, float[] probabilities) {}
