package org.hybridrec.core;

import org.hybridrec.core.evaluation.ScoredRows;
import org.hybridrec.core.evaluation.Scorer;
import org.hybridrec.features.source.ExampleSource;

/** Gives a model's logits to whoever measures them. */
final class ModelScorer implements Scorer {

  private final HybridModel model;

  ModelScorer(HybridModel model) {
    this.model = model;
  }

  @Override
  public int itemCount() {
    return model.items().size();
  }

  @Override
  public int indexOf(String id) {
    return model.items().indexOf(id);
  }

  @Override
  public void score(ExampleSource rows, ScoredRows target) {
    LogitRows logits = new LogitRows(model.network(), target::logits);
    Encoding.each(model.recommender(), rows, logits::add, report -> {});
  }
}
