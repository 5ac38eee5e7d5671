package org.hybridrec.core;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import org.hybridrec.core.network.MemoryNeed;
import org.hybridrec.core.network.Network;
import org.hybridrec.core.network.NetworkShape;
import org.hybridrec.core.network.Workers;
import org.hybridrec.core.training.TrainingListener;
import org.hybridrec.core.training.TrainingLoop;
import org.hybridrec.core.training.TrainingOptions;
import org.hybridrec.core.training.TrainingResult;
import org.hybridrec.features.EncodingReport;
import org.hybridrec.features.VectorTable;
import org.hybridrec.features.encoded.EncodedRows;
import org.hybridrec.features.encoded.MemoryRows;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.InvalidDataException;
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

  private final HybridRecommender recommender;
  private final @Nullable ExampleSource validation;
  private final TrainingListener listener;
  private final int threads;
  private final @Nullable Executor executor;

  TrainingRun(HybridRecommender recommender) {
    this(recommender, null, TrainingListener.NONE, defaultThreads(), null);
  }

  private static int defaultThreads() {
    return Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
  }

  private TrainingRun(
      HybridRecommender recommender,
      @Nullable ExampleSource validation,
      TrainingListener listener,
      int threads,
      @Nullable Executor executor) {
    this.recommender = recommender;
    this.validation = validation;
    this.listener = listener;
    this.threads = threads;
    this.executor = executor;
  }

  /**
   * Returns this run with rows on which the loss is measured after each epoch. Rows whose label is
   * not known are left out of that loss.
   */
  public TrainingRun validation(ExampleSource rows) {
    return new TrainingRun(recommender, rows, listener, threads, executor);
  }

  /** Returns this run with a listener that is told of every step and epoch. */
  public TrainingRun listener(TrainingListener listener) {
    return new TrainingRun(recommender, validation, listener, threads, executor);
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
    return new TrainingRun(recommender, validation, listener, threads, executor);
  }

  /**
   * Returns this run with an executor whose threads help the calling one, instead of threads that
   * are started and ended with the run. It takes up to {@link #threads} − 1 short tasks at a time
   * and must stay open until the run is over.
   */
  public TrainingRun executor(Executor executor) {
    return new TrainingRun(recommender, validation, listener, threads, executor);
  }

  /**
   * Learns from all rows of a source.
   *
   * @throws org.hybridrec.core.network.InsufficientMemoryException if the heap can't hold what
   *     {@link #memoryNeed} says: before anything is read for batches of one row, then for those
   *     that there will be
   * @throws org.hybridrec.core.network.WorkerException if the executor takes no work
   * @throws org.hybridrec.core.training.TrainingInterruptedException if the thread is interrupted
   * @see HybridRecommender#fit
   */
  public HybridModel fit(ExampleSource trainingRows) {
    TrainingOptions options = recommender.training();
    if (options.patience() > 0 && validation == null) {
      throw new IllegalStateException(
          "early stopping needs validation rows: call run().validation(rows).fit(trainingRows)");
    }
    NetworkShape shape = ModelFile.shape(recommender);
    memoryNeed(shape, 1).require(Runtime.getRuntime().maxMemory());
    EncodingReport[] report = new EncodingReport[1];
    MemoryRows rows = encode(trainingRows, true, report);
    if (rows.rowCount() == 0) {
      throw new InvalidDataException(nothingToLearn(report[0]));
    }
    warn(report[0], rows);
    EncodedRows validationRows =
        validation == null ? null : encode(validation, false, new EncodingReport[1]);
    int batchSize = (int) Math.min(options.batchSize(), rows.rowCount());
    memoryNeed(shape, batchSize).require(Runtime.getRuntime().maxMemory());
    Network network = Network.initialise(shape, options.seed(), given(rows));
    TrainingResult result;
    try (Workers workers = workers()) {
      result = TrainingLoop.run(network, rows, validationRows, options, listener, workers);
    }
    FitReport fit =
        new FitReport(report[0], rows.rowCount(), result.steps(), result.epochs(), result.loss());
    return new HybridModel(recommender, result.network(), fit);
  }

  /**
   * Returns the memory that the network of this run will take on full batches, its training
   * included and encoded rows not.
   */
  public MemoryNeed memoryNeed() {
    return memoryNeed(ModelFile.shape(recommender), recommender.training().batchSize());
  }

  private MemoryNeed memoryNeed(NetworkShape shape, int batchSize) {
    TrainingOptions options = recommender.training();
    return MemoryNeed.of(
        shape,
        options.optimizer(),
        batchSize,
        threads,
        options.patience() > 0,
        options.sampledSoftmax());
  }

  private Workers workers() {
    return executor == null ? Workers.threads(threads) : Workers.on(executor, threads);
  }

  private MemoryRows encode(ExampleSource source, boolean fitting, EncodingReport[] report) {
    MemoryRows.Builder rows = MemoryRows.builder(recommender.encoder().layout());
    if (fitting) {
      Encoding.forFitting(
          recommender, source, batch -> rows.addLabelled(batch), r -> report[0] = r);
    } else {
      Encoding.each(recommender, source, batch -> rows.addLabelled(batch), r -> report[0] = r);
    }
    return rows.build();
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

  private Map<String, float[]> given(MemoryRows rows) {
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
  private float[] logFrequency(MemoryRows rows) {
    long[] counts = rows.labelCounts(recommender.items().size());
    double total = (double) rows.rowCount() + counts.length;
    float[] bias = new float[counts.length];
    for (int i = 0; i < bias.length; i++) {
      bias[i] = (float) StrictMath.log((counts[i] + 1) / total);
    }
    return bias;
  }
}
