package org.hybridrec.core.evaluation;

/**
 * A question that is asked before the figures are known: is one arm better than another?
 *
 * @param arm the name of the arm
 * @param against the name of the other
 * @param metric in what
 */
public record Contrast(String arm, String against, Metric metric) {}
