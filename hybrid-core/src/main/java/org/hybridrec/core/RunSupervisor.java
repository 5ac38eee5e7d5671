package org.hybridrec.core;

import java.nio.file.Path;
import java.util.SortedMap;
import org.hybridrec.core.evaluation.Evaluation;
import org.hybridrec.core.evaluation.NonFiniteLogitException;
import org.hybridrec.core.network.Network;
import org.hybridrec.core.training.TrainingDivergedException;
import org.hybridrec.core.training.TrainingListener;
import org.hybridrec.core.training.TrainingState;
import org.hybridrec.core.training.TrainingSupervisor;
import org.hybridrec.features.source.ExampleSource;
import org.jspecify.annotations.Nullable;

/**
 * Keeps checkpoints and models of a training in its folder, evaluates it, and ends it when its time
 * is over or it is cancelled.
 */
final class RunSupervisor implements TrainingSupervisor, TrainingListener {

  private final RunOptions options;
  private final RunFolder folder;
  private final RunIdentity identity;
  private final HybridRecommender recommender;
  private final EncodedData data;
  private final @Nullable ExampleSource validation;
  private final Network network;
  private final TrainingListener listener;
  private final Deadline deadline;
  private final int rollBacks;
  private double best;
  private boolean isOver;
  private int epochs;
  private long step;
  private long evaluatedStep;
  private Deadline nextEvaluation;
  private boolean isEvaluationDue;

  RunSupervisor(
      RunOptions options,
      RunFolder folder,
      RunIdentity identity,
      HybridRecommender recommender,
      EncodedData data,
      @Nullable ExampleSource validation,
      Network network,
      TrainingListener listener,
      Deadline deadline,
      int rollBacks,
      double best) {
    this.options = options;
    this.folder = folder;
    this.identity = identity;
    this.recommender = recommender;
    this.data = data;
    this.validation = validation;
    this.network = network;
    this.listener = listener;
    this.best = best;
    this.deadline = deadline;
    this.rollBacks = rollBacks;
    this.nextEvaluation = new Deadline(options.evaluationTime, System::nanoTime);
  }

  @Override
  public void onStep(long step, double loss) {
    this.step = step;
    if (isEvaluationDue) {
      evaluate(loss);
    }
  }

  /** Asked once a step, before it is told. */
  @Override
  public boolean usesNetwork(long step) {
    boolean isStepDue = options.evaluationSteps > 0 && step % options.evaluationSteps == 0;
    isEvaluationDue = validation != null && (isStepDue || nextEvaluation.isOver());
    return isEvaluationDue;
  }

  @Override
  public void onEpoch(int epoch, double loss, double validationLoss) {
    epochs = epoch;
    evaluate(loss);
  }

  private void evaluate(double loss) {
    if (validation == null || evaluatedStep == step) {
      return;
    }
    evaluatedStep = step;
    HybridModel model = model(step, epochs, loss);
    Evaluation evaluation = evaluation(model, validation);
    SortedMap<String, Double> metrics = RunMetric.all(evaluation);
    listener.onEvaluation(step, metrics);
    nextEvaluation = new Deadline(options.evaluationTime, System::nanoTime);
    double goodness = options.metric.goodness(metrics);
    if (goodness > best) {
      best = goodness;
      model.save(folder.bestModel());
    }
  }

  /** Weights may be finite and so great that scores are not. */
  private Evaluation evaluation(HybridModel model, ExampleSource rows) {
    try {
      return model.evaluate(rows, RunMetric.K, report -> {});
    } catch (NonFiniteLogitException e) {
      throw new TrainingDivergedException(
          "training diverged: after step " + step + ": " + e.getMessage(), e);
    }
  }

  @Override
  public boolean wantsState(long steps) {
    isOver = deadline.isOver();
    return isOver || steps % options.checkpointSteps == 0;
  }

  @Override
  public void onState(TrainingState state) {
    Path file = folder.checkpoint(state.steps());
    Checkpoint.write(file, identity, state, rollBacks);
    folder.prune(options.keptCheckpoints, regularSteps());
    model(state.steps(), state.epoch(), state.epochLoss()).save(folder.latestModel());
    listener.onCheckpoint(state.steps(), file);
  }

  /** A run that may go back must not lose what it goes back to. */
  private long regularSteps() {
    return options.divergence.rollBacks() > 0 ? options.checkpointSteps : Long.MAX_VALUE;
  }

  private HybridModel model(long steps, int epochs, double loss) {
    return new HybridModel(recommender, network, Training.report(data, steps, epochs, loss));
  }

  @Override
  public Decision decide(long steps) {
    if (options.cancelled.getAsBoolean()) {
      return Decision.CANCEL;
    }
    return isOver ? Decision.FINISH : Decision.GO_ON;
  }
}
