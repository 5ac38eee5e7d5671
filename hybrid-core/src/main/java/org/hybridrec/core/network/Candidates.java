package org.hybridrec.core.network;

import java.util.Arrays;

/**
 * The classes of one step of a sampled softmax: its negatives and the labels of its rows,
 * ascending.
 *
 * @param classes the classes
 * @param corrections what is added to a class's logits in rows whose label it is not
 * @param places of each row the place of its label among the classes
 */
@SuppressWarnings("ArrayRecordComponent") // memory of one step, compared by nobody
record Candidates(int[] classes, float[] corrections, int[] places) {

  /** Added to a logit, it leaves nothing of it in any sum of exponentials, and stays finite. */
  static final float LEFT_OUT = -1e30f;

  /** Joins the negatives of a step and the labels of its rows. */
  static Candidates of(NegativeSampler sampler, long step, int[] labels, int rows) {
    int[] negatives = sampler.draw(step);
    int[] all = Arrays.copyOf(negatives, negatives.length + rows);
    System.arraycopy(labels, 0, all, negatives.length, rows);
    int[] classes = Arrays.stream(all).sorted().distinct().toArray();
    float[] corrections = new float[classes.length];
    for (int i = 0, n = 0; i < classes.length; i++) {
      boolean drawn = n < negatives.length && negatives[n] == classes[i];
      corrections[i] = drawn ? sampler.correction(classes[i]) : LEFT_OUT;
      n += drawn ? 1 : 0;
    }
    int[] places = new int[rows];
    for (int row = 0; row < rows; row++) {
      places[row] = Arrays.binarySearch(classes, labels[row]);
    }
    return new Candidates(classes, corrections, places);
  }
}
