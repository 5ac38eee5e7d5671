package org.hybridrec.core.evaluation;

/**
 * The evaluation of some of the rows.
 *
 * @param by what the rows were parted by, as in {@code training count of the label}
 * @param range which of them these are, as in {@code 1–5}
 * @param evaluation what was found on them
 */
public record Stratum(String by, String range, Evaluation evaluation) {}
