package org.hybridrec.core;

import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.hybridrec.core.network.Network;
import org.hybridrec.core.network.Workers;
import org.hybridrec.core.training.TrainingInterruptedException;
import org.hybridrec.core.training.TrainingListener;
import org.hybridrec.core.training.TrainingLoop;
import org.hybridrec.core.training.TrainingOptions;
import org.hybridrec.core.training.TrainingResult;
import org.hybridrec.features.EncodingReport;
import org.hybridrec.features.VectorTable;
import org.hybridrec.features.encoded.CompactRows;
import org.hybridrec.features.encoded.EncodedBatch;
import org.hybridrec.features.encoded.EncodedRows;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.InvalidDataException;
import org.hybridrec.features.storage.TemporaryFileException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One training of a recipe, with what belongs to the run and not to the recipe: validation rows,
 * listeners and threads. Nothing of it enters the model file, except that early stopping looks at
 * the validation rows. Immutable; every method returns a new run.
 *
 * <pre>{@code
 * HybridModel model = recommender.run().validation(later).listener(progress).fit(rows);
 * }</pre>
 */
public final class TrainingRun {

  private static final Logger LOG = LoggerFactory.getLogger(TrainingRun.class);

  /** Threads by default: more gain little on one batch. */
  private static final int MOST_THREADS = 16;

  private static final String INTERRUPTED = "training was interrupted while rows were encoded";

  private final HybridRecommender recommender;
  private final @Nullable ExampleSource validation;
  private final TrainingListener listener;
  private final int threads;
  private final @Nullable Executor executor;
  private final RowMemory memory;

  TrainingRun(HybridRecommender recommender) {
    this(recommender, null, TrainingListener.NONE, defaultThreads(), null, RowMemory.byDefault());
  }

  private static int defaultThreads() {
    return Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
  }

  private TrainingRun(
      HybridRecommender recommender,
      @Nullable ExampleSource validation,
      TrainingListener listener,
      int threads,
      @Nullable Executor executor,
      RowMemory memory) {
    this.recommender = recommender;
    this.validation = validation;
    this.listener = listener;
    this.threads = threads;
    this.executor = executor;
    this.memory = memory;
  }

  /**
   * Returns this run with rows on which the loss is measured after each epoch. Rows whose label is
   * not known are left out of that loss.
   */
  public TrainingRun validation(ExampleSource rows) {
    return new TrainingRun(recommender, rows, listener, threads, executor, memory);
  }

  /** Returns this run with a listener that is told of every step and epoch. */
  public TrainingRun listener(TrainingListener listener) {
    return new TrainingRun(recommender, validation, listener, threads, executor, memory);
  }

  /**
   * Returns this run with another number of threads that train, the calling one included; the
   * default is the number of processors, and at most {@value #MOST_THREADS}. The model is the same
   * for any number, byte for byte.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public TrainingRun threads(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, was " + threads);
    }
    return new TrainingRun(recommender, validation, listener, threads, executor, memory);
  }

  /**
   * Returns this run with an executor whose threads help the calling one, instead of threads that
   * are started and ended with the run. It takes up to {@link #threads} − 1 short tasks at a time
   * and must stay open until the run is over.
   */
  public TrainingRun executor(Executor executor) {
    return new TrainingRun(recommender, validation, listener, threads, executor, memory);
  }

  /**
   * Returns this run with another limit on the memory of encoded rows, those of validation
   * included; the default is a quarter of the most that the heap may grow to. Rows beyond it move
   * to a temporary file, which is gone when {@link #fit} ends, however it ends. The model is the
   * same, byte for byte. A row of the lab's five columns takes about 14 bytes; the page on
   * architecture says how rows are kept.
   *
   * @param bytes the most that rows may take, 0 for always using the file
   * @throws IllegalArgumentException if it is below 0
   */
  public TrainingRun rowMemory(long bytes) {
    RowMemory other = new RowMemory(bytes, memory.folder());
    return new TrainingRun(recommender, validation, listener, threads, executor, other);
  }

  /**
   * Returns this run with another folder for the temporary file; the default is the system's
   * ({@code java.io.tmpdir}), which on some systems is itself in memory.
   */
  public TrainingRun temporaryFolder(Path folder) {
    RowMemory other = new RowMemory(memory.bytes(), folder);
    return new TrainingRun(recommender, validation, listener, threads, executor, other);
  }

  /**
   * Learns from all rows of a source.
   *
   * @throws org.hybridrec.core.network.WorkerException if the executor takes no work
   * @throws org.hybridrec.features.storage.TemporaryFileException if rows beyond the limit of
   *     memory need a file and it cannot be made or written; it names the file and its size
   * @throws org.hybridrec.core.training.TrainingInterruptedException if the thread is interrupted
   * @see HybridRecommender#fit
   */
  public HybridModel fit(ExampleSource trainingRows) {
    TrainingOptions options = recommender.training();
    if (options.patience() > 0 && validation == null) {
      throw new IllegalStateException(
          "early stopping needs validation rows: call run().validation(rows).fit(trainingRows)");
    }
    EncodingReport[] report = new EncodingReport[1];
    try (CompactRows rows = encode(trainingRows, true, memory, report)) {
      if (rows.rowCount() == 0) {
        throw new InvalidDataException(nothingToLearn(report[0]));
      }
      warn(report[0], rows);
      TrainingResult result = train(rows);
      FitReport fit =
          new FitReport(report[0], rows.rowCount(), result.steps(), result.epochs(), result.loss());
      return new HybridModel(recommender, result.network(), fit);
    }
  }

  private TrainingResult train(CompactRows rows) {
    if (validation == null) {
      return train(rows, null);
    }
    RowMemory rest = memory.without(rows.memoryBytes());
    try (CompactRows validationRows = encode(validation, false, rest, new EncodingReport[1])) {
      return train(rows, validationRows);
    }
  }

  private TrainingResult train(CompactRows rows, @Nullable CompactRows validationRows) {
    TrainingOptions options = recommender.training();
    Network network = Network.initialise(ModelFile.shape(recommender), options.seed(), given(rows));
    try (Workers workers = workers()) {
      return TrainingLoop.run(network, rows, validationRows, options, listener, workers);
    }
  }

  private Workers workers() {
    return executor == null ? Workers.threads(threads) : Workers.on(executor, threads);
  }

  private CompactRows encode(
      ExampleSource source, boolean fitting, RowMemory memory, EncodingReport[] report) {
    try (CompactRows.Builder rows = memory.builder(recommender.encoder().layout())) {
      Consumer<EncodedBatch> add =
          batch -> {
            requireNoInterrupt();
            rows.addLabelled(batch);
          };
      if (fitting) {
        Encoding.forFitting(recommender, source, add, r -> report[0] = r);
      } else {
        Encoding.each(recommender, source, add, r -> report[0] = r);
      }
      return rows.build();
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

  private static String nothingToLearn(EncodingReport report) {
    return report.rows() == 0
        ? "the training source has no rows; check its files"
        : String.format(
            "none of the %d training rows has a known label: %d have none, %d have one that is not in"
                + " the item index",
            report.rows(), report.missingLabels(), report.unknownLabels());
  }

  private void warn(EncodingReport report, EncodedRows rows) {
    if (recommender.items().size() == 1) {
      LOG.warn("there is one item only: it will always be recommended with probability 1");
    }
    if (rows.rowCount() < report.rows()) {
      LOG.warn(
          "{} of {} training rows are skipped: {} have no label, {} a label that is not in the index",
          report.rows() - rows.rowCount(),
          report.rows(),
          report.missingLabels(),
          report.unknownLabels());
    }
  }

  private Map<String, float[]> given(CompactRows rows) {
    Map<String, float[]> given = new HashMap<>();
    recommender
        .encoder()
        .givenTables()
        .forEach((table, vectors) -> given.put("embedding/" + table, flat(vectors)));
    if (recommender.outputBiasFromFrequency()) {
      given.put("output/bias", logFrequency(rows));
    }
    return given;
  }

  private static float[] flat(VectorTable vectors) {
    float[] flat = new float[Math.multiplyExact(vectors.size(), vectors.width())];
    for (int i = 0; i < vectors.size(); i++) {
      System.arraycopy(vectors.row(i), 0, flat, i * vectors.width(), vectors.width());
    }
    return flat;
  }

  /** The logarithm of each item's share of the labels, add-one smoothed. */
  private float[] logFrequency(CompactRows rows) {
    long[] counts = rows.labelCounts(recommender.items().size());
    double total = (double) rows.rowCount() + counts.length;
    float[] bias = new float[counts.length];
    for (int i = 0; i < bias.length; i++) {
      bias[i] = (float) StrictMath.log((counts[i] + 1) / total);
    }
    return bias;
  }
}
