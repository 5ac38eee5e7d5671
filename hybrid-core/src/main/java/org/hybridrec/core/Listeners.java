package org.hybridrec.core;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.hybridrec.core.training.TrainingListener;

/** Tells several listeners, in their order. */
record Listeners(List<? extends TrainingListener> all) implements TrainingListener {

  @Override
  public void onStart(long rowCount, long stepCount) {
    all.forEach(one -> one.onStart(rowCount, stepCount));
  }

  @Override
  public void onStep(long step, double loss) {
    all.forEach(one -> one.onStep(step, loss));
  }

  @Override
  public void onEpoch(int epoch, double loss, double validationLoss) {
    all.forEach(one -> one.onEpoch(epoch, loss, validationLoss));
  }

  @Override
  public void onRollBack(long step, int rollBacks, String cause) {
    all.forEach(one -> one.onRollBack(step, rollBacks, cause));
  }

  @Override
  public void onEvaluation(long step, SortedMap<String, Double> metrics) {
    all.forEach(one -> one.onEvaluation(step, metrics));
  }

  @Override
  public void onCheckpoint(long step, Path file) {
    all.forEach(one -> one.onCheckpoint(step, file));
  }
}
