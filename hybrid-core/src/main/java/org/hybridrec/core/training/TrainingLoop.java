package org.hybridrec.core.training;

import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;
import org.hybridrec.core.network.Network;
import org.hybridrec.core.network.NetworkTrainer;
import org.hybridrec.core.network.Parameter;
import org.hybridrec.core.network.Regularization;
import org.hybridrec.core.network.SampledSoftmax;
import org.hybridrec.core.network.Workers;
import org.hybridrec.core.optimization.Optimizer;
import org.hybridrec.core.training.TrainingSupervisor.Decision;
import org.hybridrec.features.encoded.EncodedBatch;
import org.hybridrec.features.encoded.EncodedRows;
import org.hybridrec.features.encoded.InputLayout;
import org.jspecify.annotations.Nullable;

/**
 * Trains a network on encoded rows: epoch after epoch, each over all rows in an order of its own
 * drawn from the seed. There is no other loop. Not thread-safe; one training is one call of {@link
 * #run}.
 */
public final class TrainingLoop {

  private static final int VALIDATION_ROWS = 1024;

  /** With a greater loss the squares of gradients are no longer finite. */
  private static final double GREATEST_LOSS = 1e18;

  private final NetworkTrainer trainer;
  private final EncodedRows rows;
  private final @Nullable EncodedRows validation;
  private final TrainingOptions options;
  private final TrainingListener listener;
  private final TrainingSupervisor supervisor;
  private final Workers workers;
  private final EarlyStopping earlyStopping;
  private final WeightCheck check;

  private int epoch;
  private long rowsOfEpoch;
  private double weightOfEpoch;
  private double lossSum;
  private double lastLoss;
  private boolean finish;

  private TrainingLoop(
      NetworkTrainer trainer,
      EncodedRows rows,
      @Nullable EncodedRows validation,
      TrainingOptions options,
      TrainingListener listener,
      TrainingSupervisor supervisor,
      Workers workers) {
    this.trainer = trainer;
    this.rows = rows;
    this.validation = validation;
    this.options = options;
    this.listener = listener;
    this.supervisor = supervisor;
    this.workers = workers;
    this.earlyStopping = new EarlyStopping(options.patience());
    this.check = new WeightCheck(trainer.network().parameters());
  }

  /**
   * Trains a network in place, on the calling thread.
   *
   * @see #run(Network, EncodedRows, EncodedRows, TrainingOptions, TrainingListener, Workers)
   */
  public static TrainingResult run(
      Network network,
      EncodedRows rows,
      @Nullable EncodedRows validation,
      TrainingOptions options,
      TrainingListener listener) {
    return run(network, rows, validation, options, listener, Workers.caller());
  }

  /**
   * Trains a network in place.
   *
   * @param network what is trained; of no further use if the training fails
   * @param rows at least one row, all with a label of the network
   * @param validation rows on which the loss is measured after each epoch, or null; weighted where
   *     they have weights
   * @param options how
   * @param listener is told of steps and epochs
   * @param workers who does the work; the result does not depend on them; not closed here
   * @throws IllegalArgumentException if there are no rows, no validation rows to stop early by, or
   *     rows of another layout or with a label that is not of the network
   * @throws TrainingDivergedException if the loss of a step, or that on the validation rows, is not
   *     a number of at most 1e18, or a weight is not finite: found within 1,024 steps, and before
   *     the weights are kept, evaluated or returned
   * @throws TrainingInterruptedException if the thread is interrupted; that ends the training
   *     within one step
   * @throws org.hybridrec.core.network.WorkerException if the workers' executor takes no work
   */
  public static TrainingResult run(
      Network network,
      EncodedRows rows,
      @Nullable EncodedRows validation,
      TrainingOptions options,
      TrainingListener listener,
      Workers workers) {
    return run(
        network, rows, validation, options, listener, workers, TrainingSupervisor.NONE, null);
  }

  /**
   * Trains a network in place, watched over from outside, from its beginning or from a state that
   * was kept.
   *
   * @param network what is trained, as it was at the beginning of the training
   * @param rows the rows that the training began with
   * @param validation the validation rows that it began with, or null
   * @param options those that it began with
   * @param listener is told of steps and epochs from here on
   * @param workers who does the work; not closed here
   * @param supervisor keeps states and may end the training
   * @param from where to go on, or null to begin
   * @throws IllegalArgumentException if the state is not of such a training
   * @see #run(Network, EncodedRows, EncodedRows, TrainingOptions, TrainingListener, Workers)
   */
  public static TrainingResult run(
      Network network,
      EncodedRows rows,
      @Nullable EncodedRows validation,
      TrainingOptions options,
      TrainingListener listener,
      Workers workers,
      TrainingSupervisor supervisor,
      @Nullable SavedState from) {
    requireRows("training", network, rows);
    if (validation != null) {
      requireRows("validation", network, validation);
    } else if (options.patience() > 0) {
      throw new IllegalArgumentException("early stopping needs validation rows, had none");
    }
    NetworkTrainer trainer = trainer(network, rows, options, workers);
    TrainingLoop loop =
        new TrainingLoop(trainer, rows, validation, options, listener, supervisor, workers);
    if (from != null) {
      loop.goBackTo(from);
    }
    return loop.run();
  }

  private static NetworkTrainer trainer(
      Network network, EncodedRows rows, TrainingOptions options, Workers workers) {
    Optimizer optimizer = options.optimizer();
    Regularization regularization = options.regularization();
    SampledSoftmax sampled = options.sampledSoftmax();
    if (sampled == null) {
      return new NetworkTrainer(network, optimizer, regularization, options.seed(), workers);
    }
    long[] counts =
        sampled.proposal() == SampledSoftmax.Proposal.FREQUENCY
            ? labelCounts(rows, network.shape().classCount())
            : new long[0];
    return NetworkTrainer.sampled(
        network, optimizer, regularization, options.seed(), workers, sampled, counts);
  }

  /** Goes through all rows once. */
  private static long[] labelCounts(EncodedRows rows, int classes) {
    long[] counts = new long[classes];
    for (long done = 0; done < rows.rowCount(); done += VALIDATION_ROWS) {
      long[] wanted = rowNumbers(rows, row -> row, done, VALIDATION_ROWS);
      EncodedBatch batch = rows.gather(wanted, 0, wanted.length);
      for (int row = 0; row < batch.rowCount(); row++) {
        counts[Objects.checkIndex(batch.label(row), classes)]++;
      }
    }
    return counts;
  }

  private static void requireRows(String what, Network network, EncodedRows rows) {
    InputLayout layout = network.shape().layout();
    if (!rows.layout().equals(layout)) {
      throw new IllegalArgumentException(
          "the "
              + what
              + " rows have another layout than the network: expected "
              + layout
              + ", was "
              + rows.layout());
    }
    if (rows.rowCount() < 1) {
      throw new IllegalArgumentException(
          "at least 1 " + what + " row with a known label is needed, had 0");
    }
  }

  private void goBackTo(SavedState from) {
    trainer.resume(from.steps(), from.blocks());
    epoch = Math.toIntExact(from.number(TrainingState.EPOCH));
    rowsOfEpoch = from.number(TrainingState.ROWS_OF_EPOCH);
    weightOfEpoch = from.real(TrainingState.WEIGHT_OF_EPOCH);
    lossSum = from.real(TrainingState.LOSS_SUM);
    lastLoss = from.real(TrainingState.LAST_LOSS);
    earlyStopping.goBackTo(from, trainer.network());
  }

  /** The state between two steps. */
  private TrainingState state() {
    SortedMap<String, Long> numbers = new TreeMap<>();
    numbers.put(TrainingState.STEPS, trainer.steps());
    numbers.put(TrainingState.EPOCH, (long) epoch);
    numbers.put(TrainingState.ROWS_OF_EPOCH, rowsOfEpoch);
    numbers.put(TrainingState.WEIGHT_OF_EPOCH, Double.doubleToRawLongBits(weightOfEpoch));
    numbers.put(TrainingState.LOSS_SUM, Double.doubleToRawLongBits(lossSum));
    numbers.put(TrainingState.LAST_LOSS, Double.doubleToRawLongBits(lastLoss));
    List<Parameter> blocks = new ArrayList<>();
    blocks.addAll(weights());
    blocks.addAll(trainer.optimizerState());
    earlyStopping.addTo(numbers, blocks);
    return new TrainingState(numbers, blocks);
  }

  private TrainingResult run() {
    listener.onStart(rows.rowCount(), stepCount());
    boolean stop = false;
    double validationLoss = Double.NaN;
    boolean resumed = epoch > 0;
    while (resumed || (!stop && !finish && mayBeginAnEpoch())) {
      if (!resumed) {
        epoch++;
        rowsOfEpoch = 0;
        weightOfEpoch = 0;
        lossSum = 0;
      }
      resumed = false;
      trainEpoch();
      lastLoss = TrainingState.mean(lossSum, weightOfEpoch);
      requireFinite(weights());
      validationLoss = validation == null ? Double.NaN : loss(validation);
      listener.onEpoch(epoch, lastLoss, validationLoss);
      stop = earlyStopping.after(trainer.network(), validationLoss);
    }
    Network best = earlyStopping.best(trainer.network());
    requireFinite(best.parameters().stream().filter(Parameter::trainable).toList());
    return new TrainingResult(
        best, trainer.steps(), epoch, lastLoss, earlyStopping.lossOr(validationLoss));
  }

  private boolean mayBeginAnEpoch() {
    return epoch < options.epochs() && trainer.steps() < options.maxSteps();
  }

  private long stepCount() {
    long perEpoch = (rows.rowCount() - 1) / options.batchSize() + 1;
    boolean overflows = options.epochs() > Long.MAX_VALUE / perEpoch;
    return Math.min(options.maxSteps(), overflows ? Long.MAX_VALUE : perEpoch * options.epochs());
  }

  /** Goes through the rows of the epoch that are left, or as many as there are steps left. */
  private void trainEpoch() {
    Permutation order = Permutation.ofEpoch(rows.rowCount(), options.seed(), epoch);
    while (rowsOfEpoch < rows.rowCount() && trainer.steps() < options.maxSteps()) {
      EncodedBatch batch = batch(rows, order::at, rowsOfEpoch, options.batchSize());
      lossSum += step(batch) * batch.weightSum();
      weightOfEpoch += batch.weightSum();
      rowsOfEpoch += batch.rowCount();
      if (supervisor.wantsState(trainer.steps())) {
        keepState();
      }
      if (decide() == Decision.FINISH) {
        finish = true;
        return;
      }
    }
  }

  private Decision decide() {
    Decision decision = supervisor.decide(trainer.steps());
    if (decision == Decision.CANCEL) {
      keepState();
      throw new TrainingInterruptedException(
          "training was cancelled after step " + trainer.steps() + " of epoch " + epoch);
    }
    return decision;
  }

  private double step(EncodedBatch batch) {
    requireNoInterrupt();
    long step = trainer.steps() + 1;
    double loss = trainer.step(batch, options.stepSize(step));
    if (!(loss <= GREATEST_LOSS)) {
      throw diverged("the loss was " + loss + " at", step);
    }
    if (supervisor.usesNetwork(step)) {
      requireFinite(weights());
    }
    String found = check.next();
    if (found != null) {
      throw diverged(found + " after", step);
    }
    listener.onStep(step, loss);
    return loss;
  }

  private void requireNoInterrupt() {
    if (Thread.currentThread().isInterrupted()) {
      throw interrupted();
    }
  }

  /** Keeps the state where there is one. */
  private TrainingInterruptedException interrupted() {
    if (trainer.steps() > 0) {
      keepState();
    }
    return new TrainingInterruptedException(
        "training was interrupted after step " + trainer.steps() + " of epoch " + epoch);
  }

  /** Keeps the state, unless it is of no use. */
  private void keepState() {
    TrainingState state = state();
    requireFinite(state.blocks());
    supervisor.onState(state);
  }

  private void requireFinite(List<Parameter> blocks) {
    String found = WeightCheck.find(blocks);
    if (found != null) {
      throw diverged(found + " after", trainer.steps());
    }
  }

  private List<Parameter> weights() {
    return trainer.network().parameters().stream().filter(Parameter::trainable).toList();
  }

  private TrainingDivergedException diverged(String what, long step) {
    return new TrainingDivergedException(
        String.format(
            Locale.ROOT,
            "training diverged: %s step %d of epoch %d; try a smaller learning rate (it was %s) or"
                + " look for numbers of very different size among the columns",
            what,
            step,
            epoch,
            options.optimizer().learningRate()));
  }

  private static long[] rowNumbers(
      EncodedRows rows, LongUnaryOperator order, long first, int size) {
    long[] wanted = new long[(int) Math.min(size, rows.rowCount() - first)];
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = order.applyAsLong(first + i);
    }
    return wanted;
  }

  private EncodedBatch batch(EncodedRows rows, LongUnaryOperator order, long first, int size) {
    long[] wanted = rowNumbers(rows, order, first, size);
    try {
      return rows.gather(wanted, 0, wanted.length);
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof ClosedByInterruptException) {
        throw interrupted();
      }
      throw e;
    }
  }

  private double loss(EncodedRows validation) {
    double sum = 0;
    double weight = 0;
    for (long done = 0; done < validation.rowCount(); done += VALIDATION_ROWS) {
      requireNoInterrupt();
      EncodedBatch batch = batch(validation, row -> row, done, VALIDATION_ROWS);
      sum += trainer.network().loss(batch, workers) * batch.weightSum();
      weight += batch.weightSum();
    }
    double loss = TrainingState.mean(sum, weight);
    if (!(loss <= GREATEST_LOSS)) {
      throw diverged("the validation loss was " + loss + " after", trainer.steps());
    }
    return loss;
  }
}
