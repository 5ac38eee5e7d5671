package org.hybridrec.core;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.hybridrec.core.evaluation.NonFiniteLogitException;
import org.hybridrec.core.network.Network;
import org.hybridrec.core.network.SoftmaxSum;
import org.hybridrec.core.network.SoftmaxVisitor;
import org.hybridrec.core.ranking.Recommendation;
import org.hybridrec.core.ranking.TopK;
import org.hybridrec.features.ItemIndex;
import org.hybridrec.features.encoded.EncodedBatch;
import org.jspecify.annotations.Nullable;

/**
 * The best items of the rows of one batch, and their probabilities, from logits that come tile by
 * tile: a bounded heap a row, which looks at a tile only if its greatest logit would enter. For one
 * call.
 */
final class Recommending implements SoftmaxVisitor {

  private final Network network;
  private final ItemIndex items;
  private final int k;
  private final IntPredicate admitted;

  /** Of the rows that are being worked on. */
  private @Nullable TopK[] best = {};

  private final List<List<Recommendation>> lists = new ArrayList<>();

  Recommending(Network network, ItemIndex items, Top top) {
    this.network = network;
    this.items = items;
    this.k = Math.min(top.k(), items.size());
    this.admitted = top.admitted(items);
  }

  List<List<Recommendation>> recommend(EncodedBatch batch) {
    best = new TopK[batch.rowCount()];
    network.softmax(batch, this);
    return lists;
  }

  @Override
  public void visit(int row, int firstClass, float[] logits, int count, float max) {
    TopK own = best[row];
    if (own == null) {
      own = TopK.among(k, admitted);
      best[row] = own;
    }
    NonFiniteLogitException.requireProbability(row, Float.isNaN(max) ? max : 0);
    // Written so that NaN is offered, and refused.
    if (!(max < own.threshold())) {
      own.offer(firstClass, logits, 0, count);
    }
  }

  @Override
  public void finish(int row, SoftmaxSum sum) {
    TopK own = best[row];
    best[row] = null;
    lists.add(own == null ? List.of() : recommendations(row, own, sum));
  }

  private List<Recommendation> recommendations(int row, TopK own, SoftmaxSum sum) {
    int[] classes = own.classes();
    float[] logits = own.scores();
    List<Recommendation> list = new ArrayList<>(classes.length);
    for (int i = 0; i < classes.length; i++) {
      float probability =
          NonFiniteLogitException.requireProbability(row, sum.probability(logits[i]));
      list.add(new Recommendation(items.id(classes[i]), probability, i + 1));
    }
    return list;
  }
}
