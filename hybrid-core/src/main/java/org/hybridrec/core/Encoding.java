package org.hybridrec.core;

import java.util.function.Consumer;
import org.hybridrec.features.BoundEncoder;
import org.hybridrec.features.DirtyValues;
import org.hybridrec.features.EncodingReport;
import org.hybridrec.features.LabelColumn;
import org.hybridrec.features.encoded.EncodedBatch;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceReader;

/** Runs a whole source through a recipe's encoder, labels included. */
final class Encoding {

  private Encoding() {}

  /** Encodes rows as the fitted model meets them: what cannot be used counts as missing. */
  static void each(
      HybridRecommender recommender,
      ExampleSource rows,
      Consumer<EncodedBatch> batches,
      Consumer<EncodingReport> report) {
    run(recommender, rows, recommender.label(), DirtyValues.COUNT, batches, report);
  }

  /** Encodes rows to learn from, reversed ones among them: what cannot be used is refused. */
  static void forFitting(
      HybridRecommender recommender,
      ExampleSource rows,
      Consumer<EncodedBatch> batches,
      Consumer<EncodingReport> report) {
    LearnedRows learned = recommender.learned(rows);
    run(recommender, learned.rows(), learned.label(), DirtyValues.REFUSE, batches, report);
  }

  private static void run(
      HybridRecommender recommender,
      ExampleSource rows,
      LabelColumn label,
      DirtyValues dirty,
      Consumer<EncodedBatch> batches,
      Consumer<EncodingReport> report) {
    BoundEncoder encoder = recommender.encoder().bind(rows.schema(), label, dirty);
    try (SourceReader reader = rows.open()) {
      for (SourceBatch batch = reader.next(); batch != null; batch = reader.next()) {
        batches.accept(encoder.encode(batch));
      }
    }
    report.accept(encoder.report());
  }
}
