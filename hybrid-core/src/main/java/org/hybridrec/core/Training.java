package org.hybridrec.core;

import java.util.ArrayList;
import java.util.List;
import org.hybridrec.core.network.Network;
import org.hybridrec.core.network.NetworkShape;
import org.hybridrec.core.network.Workers;
import org.hybridrec.core.training.SavedState;
import org.hybridrec.core.training.TensorBoardLog;
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

  /** Trains and keeps nothing; the options may end it. */
  HybridModel run(RunOptions options, TrainingListener listener) {
    Deadline deadline = new Deadline(options.limit(), System::nanoTime);
    TrainingSupervisor supervisor =
        new TrainingSupervisor() {
          @Override
          public Decision decide(long steps) {
            if (options.cancelled().getAsBoolean()) {
              return Decision.CANCEL;
            }
            return deadline.isOver() ? Decision.FINISH : Decision.GO_ON;
          }
        };
    return model(run(network(), listener, supervisor, null));
  }

  /** Trains in a folder, from the beginning or from the last state that it holds. */
  HybridModel run(
      RunOptions options,
      RunFolder folder,
      @Nullable ExampleSource validationRows,
      TrainingListener listener) {
    RunIdentity identity = RunIdentity.of(recommender, data, validation);
    SavedState from = options.resume() ? folder.lastState(identity) : null;
    long steps = from == null ? 0 : from.steps();
    RunFacts facts = RunFacts.begin(folder.facts(), threads, steps);
    double best = RunJournal.best(folder.journal(), steps, options.metric());
    Network network = network();
    try (RunJournal journal = RunJournal.open(folder.journal(), steps);
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
              best);
      List<TrainingListener> all = new ArrayList<>(List.of(watching, supervisor));
      HybridModel model = model(run(network, new Listeners(all), supervisor, from));
      model.save(folder.latestModel());
      facts.end(model.fitReport());
      return model;
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
      @Nullable SavedState from) {
    return TrainingLoop.run(
        network,
        data.rows(),
        validation == null ? null : validation.rows(),
        recommender.training(),
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
