package org.hybridrec.core;

import java.util.ArrayList;
import java.util.List;
import org.hybridrec.core.network.Network;
import org.hybridrec.core.network.SoftmaxSum;
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
  private SoftmaxSum[] sums = {};

  Recommending(Network network, ItemIndex items, Top top) {
    this.network = network;
    this.items = items;
    this.top = top;
  }

  List<List<Recommendation>> recommend(EncodedBatch batch) {
    int rows = batch.rowCount();
    best = new TopK[rows];
    sums = new SoftmaxSum[rows];
    for (int row = 0; row < rows; row++) {
      best[row] = TopK.among(Math.min(top.k(), items.size()), top.admitted(items));
      sums[row] = new SoftmaxSum();
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
    sums[row].add(logits, offset, count);
  }

  private List<Recommendation> recommendations(int row) {
    int[] classes = best[row].classes();
    float[] logits = best[row].scores();
    List<Recommendation> list = new ArrayList<>(classes.length);
    for (int i = 0; i < classes.length; i++) {
      float probability = sums[row].probability(logits[i]);
      list.add(new Recommendation(items.id(classes[i]), probability, i + 1));
    }
    return list;
  }
}
