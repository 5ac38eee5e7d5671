package org.hybridrec.core.network;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.hybridrec.core.optimization.Adagrad;
import org.hybridrec.core.optimization.Adam;
import org.hybridrec.core.optimization.Optimizer;
import org.hybridrec.features.encoded.EncodedBatch;

/**
 * The optimizers once more, in double precision. What a batch does not touch has no gradient: it
 * keeps its value and its state.
 */
final class ReferenceOptimizer {

  private final Optimizer optimizer;
  private final Map<String, double[]> firstState = new HashMap<>();
  private final Map<String, double[]> secondState = new HashMap<>();
  private int step;

  ReferenceOptimizer(Optimizer optimizer) {
    this.optimizer = optimizer;
  }

  /** Makes a step on a network; returns the loss before it. */
  double step(ReferenceNetwork network, EncodedBatch batch, double l2) {
    step++;
    double loss = network.loss(batch, ReferenceMasks.NONE);
    Map<String, double[]> gradients = network.gradients(batch, l2, ReferenceMasks.NONE);
    network
        .touched(batch)
        .forEach(
            (name, touched) -> {
              double[] weights = network.parameters().get(name);
              double[] first = firstState.computeIfAbsent(name, key -> state(weights.length));
              double[] second = secondState.computeIfAbsent(name, key -> state(weights.length));
              for (int i = 0; i < weights.length; i++) {
                if (touched[i]) {
                  weights[i] -= change(gradients.get(name)[i], first, second, i);
                }
              }
            });
    return loss;
  }

  private double[] state(int length) {
    double[] state = new double[length];
    Arrays.fill(state, optimizer instanceof Adagrad adagrad ? adagrad.initialAccumulator() : 0);
    return state;
  }

  private double change(double g, double[] first, double[] second, int i) {
    double rate = optimizer.learningRate();
    if (optimizer instanceof Adagrad) {
      first[i] += g * g;
      return rate * g / Math.sqrt(first[i]);
    }
    if (optimizer instanceof Adam adam) {
      double b1 = adam.beta1();
      double b2 = adam.beta2();
      first[i] = b1 * first[i] + (1 - b1) * g;
      second[i] = b2 * second[i] + (1 - b2) * g * g;
      double corrected = rate * Math.sqrt(1 - Math.pow(b2, step)) / (1 - Math.pow(b1, step));
      return corrected * first[i] / (Math.sqrt(second[i]) + adam.epsilon());
    }
    return rate * g;
  }
}
