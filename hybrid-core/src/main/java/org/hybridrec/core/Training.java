package org.hybridrec.core;

import java.util.List;
import org.hybridrec.core.network.Network;
import org.hybridrec.core.network.NetworkShape;
import org.hybridrec.core.network.Workers;
import org.hybridrec.core.training.SavedState;
import org.hybridrec.core.training.TensorBoardLog;
import org.hybridrec.core.training.TrainingDivergedException;
import org.hybridrec.core.training.TrainingListener;
import org.hybridrec.core.training.TrainingLoop;
import org.hybridrec.core.training.TrainingResult;
import org.hybridrec.core.training.TrainingSupervisor;
import org.hybridrec.features.source.ExampleSource;
import org.jspecify.annotations.Nullable;

/** One training of a recipe on rows that are encoded, in a run folder or without. */
final class Training {

  private final HybridRecommender recommender;
  private final EncodedData data;
  private final @Nullable EncodedData validation;
  private final Workers workers;
  private final int threads;

  Training(
      HybridRecommender recommender,
      EncodedData data,
      @Nullable EncodedData validation,
      Workers workers,
      int threads) {
    this.recommender = recommender;
    this.data = data;
    this.validation = validation;
    this.workers = workers;
    this.threads = threads;
  }

  /** Trains and keeps nothing; the options may end it. A training that diverges begins anew. */
  HybridModel run(RunOptions options, TrainingListener listener) {
    Deadline deadline = new Deadline(options.limit, System::nanoTime);
    TrainingSupervisor supervisor =
        new TrainingSupervisor() {
          @Override
          public Decision decide(long steps) {
            if (options.cancelled.getAsBoolean()) {
              return Decision.CANCEL;
            }
            return deadline.isOver() ? Decision.FINISH : Decision.GO_ON;
          }
        };
    RollBacks rollBacks = new RollBacks(options.divergence, 0);
    while (true) {
      try {
        rollBacks.tell(listener, 0);
        return model(run(network(), listener, supervisor, rollBacks.count(), null));
      } catch (TrainingDivergedException e) {
        rollBacks.next(e);
      }
    }
  }

  /** Trains in a folder, from the beginning or from the last state that it holds. */
  HybridModel run(
      RunOptions options,
      RunFolder folder,
      @Nullable ExampleSource validationRows,
      TrainingListener listener) {
    RunIdentity identity = RunIdentity.of(recommender, data, validation);
    Deadline deadline = new Deadline(options.limit, System::nanoTime);
    SavedState from = options.resume ? folder.lastState(identity) : null;
    RollBacks rollBacks = new RollBacks(options.divergence, Checkpoint.rollBacks(from));
    RunFacts facts = RunFacts.begin(folder.facts(), threads, from == null ? 0 : from.steps());
    while (true) {
      try {
        HybridModel model =
            run(options, folder, identity, validationRows, listener, deadline, rollBacks, from);
        model.save(folder.latestModel());
        facts.end(model.fitReport(), rollBacks.count());
        return model;
      } catch (TrainingDivergedException e) {
        rollBacks.next(e);
        from = rollBacks.untried(folder.lastRegularState(identity, options.checkpointSteps));
        folder.deleteAfter(from == null ? 0 : from.steps());
      }
    }
  }

  private HybridModel run(
      RunOptions options,
      RunFolder folder,
      RunIdentity identity,
      @Nullable ExampleSource validationRows,
      TrainingListener listener,
      Deadline deadline,
      RollBacks rollBacks,
      @Nullable SavedState from) {
    long steps = from == null ? 0 : from.steps();
    double best = RunJournal.best(folder.journal(), steps, options.metric);
    Network network = network();
    try (RunJournal journal = RunJournal.open(folder.journal(), steps, rollBacks.told());
        TensorBoardLog events = TensorBoardLog.in(folder.path().resolve("tensorboard"))) {
      TrainingListener watching = new Listeners(List.of(listener, journal, events));
      RunSupervisor supervisor =
          new RunSupervisor(
              options,
              folder,
              identity,
              recommender,
              data,
              validationRows,
              network,
              watching,
              deadline,
              rollBacks.count(),
              best);
      rollBacks.tell(watching, steps);
      TrainingListener all = new Listeners(List.of(watching, supervisor));
      return model(run(network, all, supervisor, rollBacks.count(), from));
    }
  }

  private Network network() {
    NetworkShape shape = ModelFile.shape(recommender);
    return Network.initialise(
        shape, recommender.training().seed(), GivenWeights.of(recommender, data.rows()));
  }

  private TrainingResult run(
      Network network,
      TrainingListener listener,
      TrainingSupervisor supervisor,
      int rollBacks,
      @Nullable SavedState from) {
    return TrainingLoop.run(
        network,
        data.rows(),
        validation == null ? null : validation.rows(),
        RollBacks.slowed(recommender.training(), rollBacks),
        listener,
        workers,
        supervisor,
        from);
  }

  private HybridModel model(TrainingResult result) {
    FitReport report = report(data, result.steps(), result.epochs(), result.loss());
    return new HybridModel(recommender, result.network(), report);
  }

  static FitReport report(EncodedData data, long steps, int epochs, double loss) {
    return new FitReport(
        data.report(),
        data.rows().rowCount(),
        steps,
        epochs,
        loss,
        data.sha256(),
        LibraryVersion.CURRENT);
  }
}
