package org.hybridrec.core;

import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.hybridrec.core.training.TrainingInterruptedException;
import org.hybridrec.features.EncodingReport;
import org.hybridrec.features.encoded.CompactRows;
import org.hybridrec.features.encoded.EncodedBatch;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.storage.TemporaryFileException;

/**
 * The rows of a source that have a known label, encoded once, with what the columns met and the
 * fingerprint of all rows.
 */
record EncodedData(CompactRows rows, EncodingReport report, String sha256)
    implements AutoCloseable {

  private static final String INTERRUPTED = "training was interrupted while rows were encoded";

  /** Encodes rows to learn from: what cannot be used is refused. */
  static EncodedData forFitting(
      HybridRecommender recommender, ExampleSource source, RowMemory memory) {
    return encode(
        recommender,
        memory,
        (add, report) -> Encoding.forFitting(recommender, source, add, report));
  }

  /** Encodes rows to measure on: what cannot be used counts as missing. */
  static EncodedData forValidation(
      HybridRecommender recommender, ExampleSource source, RowMemory memory) {
    return encode(
        recommender, memory, (add, report) -> Encoding.each(recommender, source, add, report));
  }

  private interface Reading {
    void run(Consumer<EncodedBatch> batches, Consumer<EncodingReport> report);
  }

  private static EncodedData encode(
      HybridRecommender recommender, RowMemory memory, Reading reading) {
    DataFingerprint fingerprint = new DataFingerprint();
    List<EncodingReport> reports = new ArrayList<>();
    try (CompactRows.Builder rows = memory.builder(recommender.encoder().layout())) {
      reading.run(
          batch -> {
            requireNoInterrupt();
            fingerprint.add(batch);
            rows.addLabelled(batch);
          },
          reports::add);
      return new EncodedData(rows.build(), reports.get(0), fingerprint.sha256());
    } catch (TemporaryFileException e) {
      if (e.getCause() instanceof ClosedByInterruptException) {
        throw new TrainingInterruptedException(INTERRUPTED);
      }
      throw e;
    }
  }

  private static void requireNoInterrupt() {
    if (Thread.currentThread().isInterrupted()) {
      throw new TrainingInterruptedException(INTERRUPTED);
    }
  }

  @Override
  public void close() {
    rows.close();
  }
}
