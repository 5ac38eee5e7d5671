package org.hybridrec.core;

import java.util.function.Consumer;
import org.hybridrec.core.evaluation.ScoredRows;
import org.hybridrec.core.evaluation.Scorer;
import org.hybridrec.features.EncodingReport;
import org.hybridrec.features.source.ExampleSource;

/** Gives a model's logits to whoever measures them. */
final class ModelScorer implements Scorer {

  private final HybridModel model;
  private final Consumer<EncodingReport> report;

  ModelScorer(HybridModel model, Consumer<EncodingReport> report) {
    this.model = model;
    this.report = report;
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
    Encoding.each(model.recommender(), rows, logits::add, report);
  }
}
