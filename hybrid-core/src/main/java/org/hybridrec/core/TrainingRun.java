package org.hybridrec.core;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.hybridrec.core.network.MemoryNeed;
import org.hybridrec.core.network.Workers;
import org.hybridrec.core.training.DivergencePolicy;
import org.hybridrec.core.training.TrainingListener;
import org.hybridrec.core.training.TrainingOptions;
import org.hybridrec.features.EncodingReport;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.InvalidDataException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One training of a recipe, with what belongs to the run and not to the recipe: validation rows,
 * listeners, threads, memory, the folder where it keeps checkpoints, when it ends from outside.
 * Nothing of it enters the model file, except that early stopping looks at the validation rows and
 * that a time limit ends a training at a step that nobody can foresee. Immutable; every method
 * returns a new run.
 *
 * <pre>{@code
 * HybridModel model = recommender.run().validation(later).listener(progress).fit(rows);
 *
 * HybridModel same = recommender.run().validation(later).directory(folder).fit(rows);  // killed …
 * HybridModel same = recommender.run().validation(later).directory(folder).resume().fit(rows);
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
  private final RowMemory memory;
  private final RunOptions options;

  TrainingRun(HybridRecommender recommender) {
    this(
        recommender,
        null,
        TrainingListener.NONE,
        defaultThreads(),
        null,
        RowMemory.byDefault(),
        RunOptions.DEFAULT);
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
      RowMemory memory,
      RunOptions options) {
    this.recommender = recommender;
    this.validation = validation;
    this.listener = listener;
    this.threads = threads;
    this.executor = executor;
    this.memory = memory;
    this.options = options;
  }

  private TrainingRun with(Consumer<RunOptions> change) {
    RunOptions other = options.with(change);
    return new TrainingRun(recommender, validation, listener, threads, executor, memory, other);
  }

  /**
   * Returns this run with rows on which the loss is measured after each epoch. Rows whose label is
   * not known are left out of that loss.
   */
  public TrainingRun validation(ExampleSource rows) {
    return new TrainingRun(recommender, rows, listener, threads, executor, memory, options);
  }

  /** Returns this run with a listener that is told of every step, epoch and evaluation. */
  public TrainingRun listener(TrainingListener listener) {
    return new TrainingRun(recommender, validation, listener, threads, executor, memory, options);
  }

  /**
   * Returns this run with another number of threads that train, the calling one included; the
   * default is the number of processors, and at most {@value #MOST_THREADS}. The model is the same
   * for any number, byte for byte.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public TrainingRun threads(int threads) {
    requireAtLeast(1, "threads", threads);
    return new TrainingRun(recommender, validation, listener, threads, executor, memory, options);
  }

  /**
   * Returns this run with an executor whose threads help the calling one, instead of threads that
   * are started and ended with the run. It takes up to {@link #threads} − 1 short tasks at a time
   * and must stay open until the run is over.
   */
  public TrainingRun executor(Executor executor) {
    return new TrainingRun(recommender, validation, listener, threads, executor, memory, options);
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
    return new TrainingRun(recommender, validation, listener, threads, executor, other, options);
  }

  /**
   * Returns this run with another folder for the temporary file; the default is the system's
   * ({@code java.io.tmpdir}), which on some systems is itself in memory.
   */
  public TrainingRun temporaryFolder(Path folder) {
    RowMemory other = new RowMemory(memory.bytes(), folder);
    return new TrainingRun(recommender, validation, listener, threads, executor, other, options);
  }

  /**
   * Returns this run with a folder where it keeps what a killed training goes on from, and what
   * tells how it went. The folder is made where it is not there, and is one training's at a time:
   *
   * <ul>
   *   <li>{@code checkpoints/}: the last states, each whole or not there;
   *   <li>{@code latest.safetensors}: the model at the last of them, in the end the trained one;
   *   <li>{@code best.safetensors}: the model of the best evaluation, with validation rows;
   *   <li>{@code tensorboard/}: event files, see {@link
   *       org.hybridrec.core.training.TensorBoardLog};
   *   <li>{@code journal.jsonl}, {@code run.json}: the losses and evaluations; when, where and by
   *       what it was trained.
   * </ul>
   *
   * <p>With validation rows the model is evaluated after each epoch, and more often after {@link
   * #evaluateEvery}. None of this changes the model.
   */
  public TrainingRun directory(Path folder) {
    return with(copy -> copy.folder = folder);
  }

  /**
   * Returns this run with another number of steps from one checkpoint to the next; the default is
   * 1,000. A cancelled or interrupted training, and one whose time is over, keeps one more.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public TrainingRun checkpointEvery(long steps) {
    requireAtLeast(1, "checkpointEvery", steps);
    return with(copy -> copy.checkpointSteps = steps);
  }

  /**
   * Returns this run with another number of checkpoints that are kept; the default is 2.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public TrainingRun keepCheckpoints(int count) {
    requireAtLeast(1, "keepCheckpoints", count);
    return with(copy -> copy.keptCheckpoints = count);
  }

  /**
   * Returns this run with evaluations on the validation rows every so many steps, beside those
   * after each epoch; by default there are none. Needs a {@link #directory}.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public TrainingRun evaluateEvery(long steps) {
    requireAtLeast(1, "evaluateEvery", steps);
    return with(copy -> copy.evaluationSteps = steps);
  }

  /**
   * Returns this run with evaluations on the validation rows when so much time has gone since the
   * last one, beside those after each epoch; by default there are none. When they come depends on
   * the machine, and so does which model is the best of them; the trained one does not. Needs a
   * {@link #directory}.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public TrainingRun evaluateEvery(Duration time) {
    requirePositive("evaluateEvery", time);
    return with(copy -> copy.evaluationTime = time);
  }

  /** Returns this run with another metric that tells the best model; the default is the loss. */
  public TrainingRun bestBy(RunMetric metric) {
    return with(copy -> copy.metric = metric);
  }

  /**
   * Returns this run going on from the last whole checkpoint of its {@link #directory}, or
   * beginning where there is none. The model is the one that the training would have given without
   * a break, byte for byte, whatever the number of threads before and after.
   */
  public TrainingRun resume() {
    return with(copy -> copy.resume = true);
  }

  /**
   * Returns this run with a limit on its time, from the first step on. When it is over the training
   * ends after the step it is at, as if it had been the last. How far it comes, and so the model,
   * depends on the machine.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public TrainingRun timeLimit(Duration limit) {
    requirePositive("timeLimit", limit);
    return with(copy -> copy.limit = limit);
  }

  /**
   * Returns this run with a token that cancels it: asked after every step, on the training thread.
   * When it returns true the training keeps a checkpoint, where it has a {@link #directory}, and
   * ends with a {@link org.hybridrec.core.training.TrainingInterruptedException}. An interrupt of
   * the thread does the same.
   */
  public TrainingRun cancelledBy(BooleanSupplier token) {
    return with(copy -> copy.cancelled = token);
  }

  /**
   * Returns this run doing something else when its training diverges: when the loss or a weight is
   * no longer a finite number. By default it ends with a {@link
   * org.hybridrec.core.training.TrainingDivergedException}. {@link DivergencePolicy#rollBack} goes
   * back instead, and on from there with half the learning rate: to the last checkpoint of its
   * {@link #directory} that stands at a multiple of {@link #checkpointEvery}; to the beginning
   * where there is none, and where it went back to that very one before. The checkpoints remember
   * how often it went back.
   *
   * <p>A model whose training went back depends on the number of roll-backs that are allowed and on
   * the distance of checkpoints, beside data, recipe and seed; not on when it was killed and
   * resumed, nor on threads.
   */
  public TrainingRun onDivergence(DivergencePolicy policy) {
    return with(copy -> copy.divergence = policy);
  }

  private static void requirePositive(String name, Duration time) {
    if (time.isNegative() || time.isZero()) {
      throw new IllegalArgumentException(name + " must be positive, was " + time);
    }
  }

  private static void requireAtLeast(long least, String name, long value) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be at least " + least + ", was " + value);
    }
  }

  /**
   * Learns from all rows of a source.
   *
   * @throws InvalidDataException if a value cannot be used, or no row, or none to validate on, has
   *     a known label
   * @throws ResumeException if the directory holds checkpoints of another training, or of any where
   *     {@link #resume} was not asked for, or another training is using it
   * @throws org.hybridrec.core.network.InsufficientMemoryException if the heap can't hold what
   *     {@link #memoryNeed} says: before anything is read for batches of one row, then for those
   *     that there will be
   * @throws org.hybridrec.core.network.WorkerException if the executor takes no work
   * @throws org.hybridrec.features.storage.TemporaryFileException if rows beyond the limit of
   *     memory need a file and it cannot be made or written; it names the file and its size
   * @throws org.hybridrec.core.training.TrainingInterruptedException if the thread is interrupted
   *     or the run is cancelled
   * @throws org.hybridrec.core.training.TrainingDivergedException if the training diverges, see
   *     {@link #onDivergence}
   * @throws java.io.UncheckedIOException if something cannot be written to the directory
   * @see HybridRecommender#fit
   */
  public HybridModel fit(ExampleSource trainingRows) {
    check();
    if (options.folder == null) {
      return fit(trainingRows, null);
    }
    try (RunFolder folder = RunFolder.open(options.folder)) {
      if (!options.resume && !folder.checkpoints().isEmpty()) {
        throw new ResumeException(
            "run folder "
                + folder.path()
                + " holds checkpoints of an earlier training; go on with it by resume() (--resume), or give"
                + " an empty folder");
      }
      return fit(trainingRows, folder);
    }
  }

  private void check() {
    if (recommender.training().patience() > 0 && validation == null) {
      throw new IllegalStateException(
          "early stopping needs validation rows: call run().validation(rows).fit(trainingRows)");
    }
    if (options.folder == null && options.resume) {
      throw new IllegalStateException(
          "resume() needs the folder of the training: call run().directory(folder).resume()");
    }
    requireMemory(1);
  }

  private void requireMemory(int batchSize) {
    memoryNeed(batchSize).require(Runtime.getRuntime().maxMemory());
  }

  private HybridModel fit(ExampleSource trainingRows, @Nullable RunFolder folder) {
    try (EncodedData data = EncodedData.forFitting(recommender, trainingRows, memory)) {
      if (data.rows().rowCount() == 0) {
        throw new InvalidDataException(withoutLabels("training", data.report()));
      }
      warn(data);
      requireMemory((int) Math.min(recommender.training().batchSize(), data.rows().rowCount()));
      if (validation == null) {
        return fit(data, null, folder);
      }
      RowMemory rest = memory.without(data.rows().memoryBytes());
      try (EncodedData held = EncodedData.forValidation(recommender, validation, rest)) {
        if (held.rows().rowCount() == 0) {
          throw new InvalidDataException(withoutLabels("validation", held.report()));
        }
        return fit(data, held, folder);
      }
    }
  }

  private HybridModel fit(
      EncodedData data, @Nullable EncodedData held, @Nullable RunFolder folder) {
    try (Workers workers = workers()) {
      Training training = new Training(recommender, data, held, workers, threads);
      return folder == null
          ? training.run(options, listener)
          : training.run(options, folder, validation, listener);
    }
  }

  /**
   * Returns the memory that the network of this run will take on full batches, its training
   * included and encoded rows not.
   */
  public MemoryNeed memoryNeed() {
    return memoryNeed(recommender.training().batchSize());
  }

  private MemoryNeed memoryNeed(int batchSize) {
    TrainingOptions training = recommender.training();
    return MemoryNeed.of(
        ModelFile.shape(recommender),
        training.optimizer(),
        batchSize,
        threads,
        training.patience() > 0,
        training.sampledSoftmax());
  }

  private Workers workers() {
    return executor == null ? Workers.threads(threads) : Workers.on(executor, threads);
  }

  private static String withoutLabels(String what, EncodingReport report) {
    return report.rows() == 0
        ? "the " + what + " source has no rows; check its files"
        : String.format(
            "none of the %d %s rows has a known label: %d have none, %d have one that is not in the item"
                + " index",
            report.rows(), what, report.missingLabels(), report.unknownLabels());
  }

  private void warn(EncodedData data) {
    EncodingReport report = data.report();
    if (recommender.items().size() == 1) {
      LOG.warn("there is one item only: it will always be recommended with probability 1");
    }
    if (data.rows().rowCount() < report.rows()) {
      LOG.warn(
          "{} of {} training rows are skipped: {} have no label, {} a label that is not in the index",
          report.rows() - data.rows().rowCount(),
          report.rows(),
          report.missingLabels(),
          report.unknownLabels());
    }
  }
}
