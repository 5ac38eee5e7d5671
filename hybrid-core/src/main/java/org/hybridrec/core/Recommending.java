package org.hybridrec.core;

import java.util.ArrayList;
import java.util.List;
import org.hybridrec.core.network.Network;
import org.hybridrec.core.network.TileVisitor;
import org.hybridrec.core.ranking.Recommendation;
import org.hybridrec.core.ranking.TopK;
import org.hybridrec.features.ItemIndex;
import org.hybridrec.features.encoded.EncodedBatch;

/**
 * The best items of the rows of one batch, and their probabilities, from logits that come tile by
 * tile: a bounded heap and a running sum of exponentials a row. For one call.
 */
final class Recommending implements TileVisitor {

  private final Network network;
  private final ItemIndex items;
  private final Top top;
  private TopK[] best = {};
  private double[] max = {};
  private double[] sum = {};

  Recommending(Network network, ItemIndex items, Top top) {
    this.network = network;
    this.items = items;
    this.top = top;
  }

  List<List<Recommendation>> recommend(EncodedBatch batch) {
    int rows = batch.rowCount();
    best = new TopK[rows];
    max = new double[rows];
    sum = new double[rows];
    for (int row = 0; row < rows; row++) {
      best[row] = TopK.among(Math.min(top.k(), items.size()), top.admitted(items));
      max[row] = Double.NEGATIVE_INFINITY;
    }
    network.score(batch, this);
    List<List<Recommendation>> all = new ArrayList<>(rows);
    for (int row = 0; row < rows; row++) {
      all.add(recommendations(row));
    }
    return all;
  }

  @Override
  public void visit(int row, int firstClass, float[] logits, int offset, int count) {
    best[row].offer(firstClass, logits, offset, count);
    double tileMax = max[row];
    for (int i = offset; i < offset + count; i++) {
      tileMax = Math.max(tileMax, logits[i]);
    }
    double tileSum = sum[row] == 0 ? 0 : sum[row] * StrictMath.exp(max[row] - tileMax);
    for (int i = offset; i < offset + count; i++) {
      tileSum += StrictMath.exp(logits[i] - tileMax);
    }
    max[row] = tileMax;
    sum[row] = tileSum;
  }

  private List<Recommendation> recommendations(int row) {
    int[] classes = best[row].classes();
    float[] logits = best[row].scores();
    List<Recommendation> list = new ArrayList<>(classes.length);
    for (int i = 0; i < classes.length; i++) {
      float probability = (float) (StrictMath.exp(logits[i] - max[row]) / sum[row]);
      list.add(new Recommendation(items.id(classes[i]), probability, i + 1));
    }
    return list;
  }
}
