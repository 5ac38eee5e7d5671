package org.hybridrec.core.training;

import java.util.ArrayList;
import java.util.List;

/** Writes down everything that it is told. */
class RecordingListener implements TrainingListener {

  final List<String> events = new ArrayList<>();
  final List<Double> stepLosses = new ArrayList<>();
  final List<Double> epochLosses = new ArrayList<>();
  final List<Double> validationLosses = new ArrayList<>();

  @Override
  public void onStart(long rowCount, long stepCount) {
    events.add("start " + rowCount + " " + stepCount);
  }

  @Override
  public void onStep(long step, double loss) {
    events.add("step " + step);
    stepLosses.add(loss);
  }

  @Override
  public void onEpoch(int epoch, double loss, double validationLoss) {
    events.add("epoch " + epoch);
    epochLosses.add(loss);
    validationLosses.add(validationLoss);
  }
}
