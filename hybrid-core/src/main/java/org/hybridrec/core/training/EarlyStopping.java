package org.hybridrec.core.training;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hybridrec.core.network.Network;
import org.hybridrec.core.network.Parameter;

/** Watches the validation loss, and keeps the trained weights that had the best one. */
final class EarlyStopping {

  private final int patience;
  private final Map<String, float[]> best = new HashMap<>();
  private double bestLoss = Double.POSITIVE_INFINITY;
  private int epochsSinceBest;

  EarlyStopping(int patience) {
    this.patience = patience;
  }

  /** Takes note of an epoch's loss; returns true if training should stop. */
  boolean after(Network network, double validationLoss) {
    if (patience == 0) {
      return false;
    }
    if (validationLoss < bestLoss) {
      bestLoss = validationLoss;
      epochsSinceBest = 0;
      network.parameters().stream().filter(Parameter::trainable).forEach(this::keep);
    } else {
      epochsSinceBest++;
    }
    return epochsSinceBest >= patience;
  }

  private void keep(Parameter parameter) {
    float[] kept =
        best.computeIfAbsent(
            parameter.name(), name -> new float[Math.toIntExact(parameter.size())]);
    parameter.read(0, kept, 0, kept.length);
  }

  /** Adds what is remembered to a state. */
  void addTo(Map<String, Long> numbers, List<Parameter> blocks) {
    numbers.put(TrainingState.BEST_LOSS, Double.doubleToRawLongBits(bestLoss));
    numbers.put(TrainingState.EPOCHS_SINCE_BEST, (long) epochsSinceBest);
    for (Parameter block : List.copyOf(blocks)) {
      float[] atBest = best.get(block.name());
      if (atBest != null) {
        blocks.add(block.withNumbers(TrainingState.BEST + block.name(), atBest));
      }
    }
  }

  /** Remembers what a state that was kept does. */
  void goBackTo(SavedState from, Network network) {
    bestLoss = from.real(TrainingState.BEST_LOSS);
    epochsSinceBest = Math.toIntExact(from.number(TrainingState.EPOCHS_SINCE_BEST));
    if (bestLoss < Double.POSITIVE_INFINITY) {
      for (Parameter parameter : network.parameters()) {
        if (parameter.trainable()) {
          best.put(parameter.name(), from.blocks().apply(TrainingState.BEST + parameter.name()));
        }
      }
    }
  }

  /** Returns the network as it was at its best, or as it is where that is not known. */
  Network best(Network network) {
    return best.isEmpty() ? network : network.with(best);
  }

  /** Returns the loss of {@link #best}. */
  double lossOr(double last) {
    return best.isEmpty() ? last : bestLoss;
  }
}
